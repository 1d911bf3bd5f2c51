import { getAnswers } from '../../storage/answers.ts';
import type { Job } from './job.ts';

const answers: Job<'answers'> = ({ runId }) => getAnswers(runId);

export default answers;

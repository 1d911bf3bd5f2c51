import { toldColumns } from '../../../core/evaluation/answer-columns.ts';
import { getAnswers } from '../../../storage/evaluation/answers.ts';
import type { Job } from '../../runtime/job.ts';

const answers: Job<'answers'> = async ({ runId }) => {
  const { train, validation, test } = await getAnswers(runId);
  return {
    train: train && toldColumns(train),
    validation: validation && toldColumns(validation),
    test: test && toldColumns(test),
  };
};

export default answers;

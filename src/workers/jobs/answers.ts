import { toldColumns } from '../../core/evaluation/answer-columns.ts';
import { getAnswers } from '../../storage/answers.ts';
import type { Job } from './job.ts';

const answers: Job<'answers'> = async ({ runId }) => {
  const { train, validation, test } = await getAnswers(runId);
  return {
    train: train && toldColumns(train),
    validation: validation && toldColumns(validation),
    test: test && toldColumns(test),
  };
};

export default answers;

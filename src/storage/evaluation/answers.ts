import type { Split } from '../../core/dataset/dataset.ts';
import { fromColumns, type StoredAnswers, toColumns } from '../../core/evaluation/answer-columns.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import type { AnsweredRun, Run } from '../../core/training/run.ts';
import { database, write } from '../disk/database.ts';
import { completeRun } from '../training/runs.ts';

/** What a run says of each photo. */
export async function getAnswers(runId: string): Promise<StoredAnswers> {
  const answers = (await database()).transaction('answers').store;
  const [train, validation, test] = await Promise.all([
    answers.get([runId, 'train']),
    answers.get([runId, 'validation']),
    answers.get([runId, 'test']),
  ]);
  return { train: train ?? null, validation: validation ?? null, test: test ?? null };
}

/** Stores what a run says of one split's photos in the place of what it said before. */
export function putAnswers(runId: string, evaluation: Evaluation): Promise<void> {
  return write(['answers'], (transaction) => [
    () => transaction.objectStore('answers').put(toColumns(evaluation), [runId, evaluation.split]),
  ]);
}

/** A run with its answers; undefined where it is not stored. */
export async function getAnswered(runId: string): Promise<AnsweredRun | undefined> {
  const run = await (await database()).get('runs', runId);
  if (!run) return undefined;
  const stored = await getAnswers(runId);
  // Answers that the run's summary does not know are of a judging that was cut off.
  const read = (split: Split) => (run[split] && stored[split] ? fromColumns(stored[split]) : null);
  return {
    ...completeRun(run),
    answers: { train: read('train'), validation: read('validation'), test: read('test') },
  };
}

/**
 * Writes runs anew, with their photos called otherwise: all of it or nothing.
 * @param rename gives the new id of a photo that a run names
 */
export function renamePhotos(
  runs: readonly Run[],
  rename: (sampleId: string, runId: string) => string,
): Promise<void> {
  return write(['runs', 'answers'], (transaction) => {
    const answers = transaction.objectStore('answers');
    return runs.flatMap((run) => [
      () => transaction.objectStore('runs').put(run),
      ...(['train', 'validation', 'test'] as const).map((split) => async () => {
        const columns = await answers.get([run.id, split]);
        if (!columns) return;
        const sampleIds = columns.sampleIds.map((id) => rename(id, run.id));
        await answers.put({ ...columns, sampleIds }, [run.id, split]);
      }),
    ]);
  });
}

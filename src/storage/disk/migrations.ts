import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Split } from '../../core/dataset/dataset.ts';
import { toColumns } from '../../core/evaluation/answer-columns.ts';
import { type Evaluation, summaryOf } from '../../core/evaluation/evaluation.ts';
import type { Checkpoint } from '../../core/training/checkpoint.ts';
import type { Run } from '../../core/training/run.ts';
import type { Schema } from './schema.ts';

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/**
 * Brings a database of an earlier version to this one: all of it or, where that fails, nothing, and the page says that it
 * can't be opened. Records are read one at a time.
 * @param from version that it has; 0: there is none
 */
export function migrate(
  db: IDBPDatabase<Schema>,
  from: number,
  _to: number | null,
  transaction: Upgrade,
): void {
  if (from < 1) {
    db.createObjectStore('samples', { keyPath: 'id' });
    db.createObjectStore('runs', { keyPath: 'id' });
    for (const name of ['project', 'weights', 'thumbnails'] as const) db.createObjectStore(name);
  }
  if (from < 2) for (const name of ['tuned', 'checkpoints'] as const) db.createObjectStore(name);
  if (from < 3) {
    db.createObjectStore('known');
    transaction.objectStore('runs').createIndex('number', 'number');
  }
  if (from < 4) db.createObjectStore('ensembles', { keyPath: 'id' });
  if (from < 5) for (const name of ['answers', 'progress'] as const) db.createObjectStore(name);
  if (from < 6) db.createObjectStore('pictures').createIndex('pack', 'pack');
  // Whoever opens the database is told why it could not be.
  transaction.done.catch(() => undefined);
  if (from > 0)
    rewrite(transaction, from).catch(() => {
      try {
        transaction.abort();
      } catch {
        // What failed has ended it already.
      }
    });
}

async function rewrite(transaction: Upgrade, from: number): Promise<void> {
  if (from < 3) await numberRuns(transaction);
  if (from < 5) {
    await putAnswersApart(transaction);
    await putWeightsApart(transaction);
  }
}

/** Runs were counted in the list before they had numbers of their own: the oldest is 1. */
async function numberRuns(transaction: Upgrade): Promise<void> {
  const runs = transaction.objectStore('runs');
  const made: { readonly id: string; readonly createdAt: number }[] = [];
  for (let cursor = await runs.openCursor(); cursor; cursor = await cursor.continue()) {
    const { id, createdAt } = cursor.value;
    made.push({ id, createdAt });
  }
  made.sort((a, b) => a.createdAt - b.createdAt);
  const numbers = new Map(made.map(({ id }, index) => [id, index + 1]));
  for (let cursor = await runs.openCursor(); cursor; cursor = await cursor.continue())
    await cursor.update({ ...cursor.value, number: numbers.get(cursor.value.id) ?? 0 });
}

const splits: readonly Split[] = ['train', 'validation', 'test'];

/** A run held its answers, one object a photo, until version 5. */
type FormerRun = Omit<Run, Split> & Partial<Record<Split, Evaluation | null>>;

async function putAnswersApart(transaction: Upgrade): Promise<void> {
  const answers = transaction.objectStore('answers');
  const runs = transaction.objectStore('runs');
  for (let cursor = await runs.openCursor(); cursor; cursor = await cursor.continue()) {
    const former = cursor.value as unknown as FormerRun;
    const run: Run = { ...former, train: null, validation: null, test: null };
    const summaries: Partial<Record<Split, Run[Split]>> = {};
    for (const split of splits) {
      const evaluation = former[split];
      // Those of versions 1 and 2 came without logits, which all figures need: they are made anew when asked for.
      if (!evaluation?.predictions.every(({ logits }) => logits !== undefined)) continue;
      summaries[split] = summaryOf(evaluation);
      await answers.put(toColumns(evaluation), [run.id, split]);
    }
    await cursor.update({ ...run, ...summaries });
  }
}

async function putWeightsApart(transaction: Upgrade): Promise<void> {
  const progress = transaction.objectStore('progress');
  const checkpoints = transaction.objectStore('checkpoints');
  for (let cursor = await checkpoints.openCursor(); cursor; cursor = await cursor.continue()) {
    const { weights, state, ...rest } = cursor.value as Checkpoint;
    await progress.put({ weights, state }, cursor.key);
    await cursor.update(rest);
  }
}

import { toColumns } from '../../core/evaluation/answer-columns.ts';
import type { KnownFeatures } from '../../core/evaluation/known-features.ts';
import { newestFirst } from '../../core/project/in-order.ts';
import { isRun, type OnDamaged } from '../../core/project/sound-records.ts';
import type { ParameterValues } from '../../core/training/checkpoint.ts';
import type { Head } from '../../core/training/head.ts';
import { completeRecipe } from '../../core/training/recipe.ts';
import { type AnsweredRun, noTiming, plainRun, type Run, withoutAnswers } from '../../core/training/run.ts';
import { database, write } from '../disk/database.ts';
import { readRecords } from '../disk/read-records.ts';

/** What a run learned. */
export interface TrainedWeights {
  readonly head: Head;
  /** Weights of the backbone that fine-tuning changed, by their names in model.json; empty for a head alone. */
  readonly tuned: ParameterValues;
  /** Where the training photos lie in feature space; null for runs of an earlier version. */
  readonly known: KnownFeatures | null;
}

/** The number of the next run: one above the largest there is, deleted runs that can still come back among them. */
export async function nextRunNumber(): Promise<number> {
  const numbers = (await database()).transaction('runs').store.index('number');
  const last = await numbers.openKeyCursor(null, 'prev');
  return (last?.key ?? 0) + 1;
}

export async function getRun(id: string): Promise<Run | undefined> {
  const run = await (await database()).get('runs', id);
  return run && completeRun(run);
}

/** Stores a finished run with its answers and weights, and takes its checkpoint away. */
export function putTrained(run: AnsweredRun, { head, tuned, known }: TrainedWeights): Promise<void> {
  const { train, validation, test } = run.answers;
  const stores = ['runs', 'answers', 'weights', 'tuned', 'known', 'checkpoints', 'progress'] as const;
  return write([...stores], (transaction) => [
    () => transaction.objectStore('runs').put(withoutAnswers(run)),
    ...[train, validation, test].flatMap((evaluation) =>
      evaluation
        ? () => transaction.objectStore('answers').put(toColumns(evaluation), [run.id, evaluation.split])
        : [],
    ),
    () => transaction.objectStore('weights').put(head, run.id),
    ...(tuned.size > 0 ? [() => transaction.objectStore('tuned').put(tuned, run.id)] : []),
    ...(known ? [() => transaction.objectStore('known').put(known, run.id)] : []),
    () => transaction.objectStore('checkpoints').delete(run.id),
    () => transaction.objectStore('progress').delete(run.id),
  ]);
}

/**
 * Stores a run of another project with its weights, so that it does not show: as a deleted one, which the next opening
 * of the page takes away, and with a number that no other is counted from. `writeChange` lets it show.
 */
export function putRunAside(run: AnsweredRun, weights: TrainedWeights): Promise<void> {
  return putTrained({ ...run, deleted: true, number: 0 }, weights);
}

/** Ids of all runs, deleted and unfinished ones among them. */
export async function takenRunIds(): Promise<ReadonlySet<string>> {
  const transaction = (await database()).transaction(['runs', 'checkpoints']);
  const [runs, unfinished] = await Promise.all([
    transaction.objectStore('runs').getAllKeys(),
    transaction.objectStore('checkpoints').getAllKeys(),
  ]);
  return new Set([...runs, ...unfinished]);
}

/** Ids of the runs whose weights are stored. */
export async function trainedRunIds(): Promise<ReadonlySet<string>> {
  return new Set(await (await database()).getAllKeys('weights'));
}

export async function getTrained(id: string): Promise<TrainedWeights | undefined> {
  const transaction = (await database()).transaction(['weights', 'tuned', 'known']);
  const [head, tuned, known] = await Promise.all([
    transaction.objectStore('weights').get(id),
    transaction.objectStore('tuned').get(id),
    transaction.objectStore('known').get(id),
  ]);
  return head && { head, tuned: tuned ?? new Map(), known: known ?? null };
}

/** All runs, newest first, without their answers. */
export async function allRuns(onDamaged: OnDamaged = () => {}): Promise<Run[]> {
  return (await readRecords('runs', completeRun, isRun, onDamaged)).sort(newestFirst);
}

/** Deletes a run with its answers and weights. */
export function deleteRun(id: string): Promise<void> {
  return write(['runs', 'answers', 'weights', 'tuned', 'known'], (transaction) => [
    () => transaction.objectStore('runs').delete(id),
    // An array comes after all strings: the bounds hold the run's keys, whatever the split.
    () => transaction.objectStore('answers').delete(IDBKeyRange.bound([id], [id, []])),
    () => transaction.objectStore('weights').delete(id),
    () => transaction.objectStore('tuned').delete(id),
    () => transaction.objectStore('known').delete(id),
  ]);
}

/** What the first version's epochs had not. */
const oldEpoch = { phase: 0, rate: 0, milliseconds: 0 };

/** What every version's runs have. */
type StoredRun = Pick<Run, 'id' | 'createdAt' | 'recipe' | 'classes' | 'backend' | 'counts' | 'history'> &
  Partial<Run>;

/** A run of an earlier version, with what that knew nothing of. */
export function completeRun(run: StoredRun): Run {
  return {
    ...plainRun,
    validation: null,
    ...run,
    recipe: completeRecipe(run.recipe),
    history: run.history.map((epoch) => ({ ...oldEpoch, ...epoch })),
    kept: run.kept ?? run.history.length,
    timing: { ...noTiming, ...run.timing },
  };
}

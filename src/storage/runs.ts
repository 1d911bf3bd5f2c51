import type { KnownFeatures } from '../core/evaluation/known-features.ts';
import { newestFirst } from '../core/project/in-order.ts';
import type { ParameterValues } from '../core/training/checkpoint.ts';
import type { Head } from '../core/training/head.ts';
import { completeRecipe } from '../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../core/training/run.ts';
import { database, write } from './database.ts';

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
  return run && complete(run);
}

/** Stores a finished run with its weights, and takes its checkpoint away. */
export function putTrained(run: Run, { head, tuned, known }: TrainedWeights): Promise<void> {
  return write(['runs', 'weights', 'tuned', 'known', 'checkpoints'], (transaction) => [
    transaction.objectStore('runs').put(run),
    transaction.objectStore('weights').put(head, run.id),
    ...(tuned.size > 0 ? [transaction.objectStore('tuned').put(tuned, run.id)] : []),
    ...(known ? [transaction.objectStore('known').put(known, run.id)] : []),
    transaction.objectStore('checkpoints').delete(run.id),
  ]);
}

/**
 * Stores a run of another project with its weights, so that it does not show: as a deleted one, which the next opening
 * of the page takes away, and with a number that no other is counted from. `writeChange` lets it show.
 */
export function putRunAside(run: Run, weights: TrainedWeights): Promise<void> {
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

/** All runs, newest first. */
export async function allRuns(): Promise<Run[]> {
  const runs = await (await database()).getAll('runs');
  return runs.map(complete).sort(newestFirst);
}

/** Deletes a run with its weights. */
export function deleteRun(id: string): Promise<void> {
  return write(['runs', 'weights', 'tuned', 'known'], (transaction) => [
    transaction.objectStore('runs').delete(id),
    transaction.objectStore('weights').delete(id),
    transaction.objectStore('tuned').delete(id),
    transaction.objectStore('known').delete(id),
  ]);
}

/** What the first version's epochs had not. */
const oldEpoch = { phase: 0, rate: 0, milliseconds: 0 };

/** What every version's runs have. */
type StoredRun = Pick<Run, 'id' | 'createdAt' | 'recipe' | 'classes' | 'backend' | 'counts' | 'history'> &
  Partial<Run>;

/** A run of an earlier version, with what that knew nothing of. */
function complete(run: StoredRun): Run {
  return {
    ...plainRun,
    validation: null,
    ...run,
    // Earlier predictions came without logits, which all figures need: they are made anew when asked for.
    ...Object.fromEntries(
      (['train', 'validation', 'test'] as const)
        .filter((split) => run[split]?.predictions.some(({ logits }) => logits === undefined))
        .map((split) => [split, null]),
    ),
    recipe: completeRecipe(run.recipe),
    history: run.history.map((epoch) => ({ ...oldEpoch, ...epoch })),
    kept: run.kept ?? run.history.length,
    timing: { ...noTiming, ...run.timing },
  };
}

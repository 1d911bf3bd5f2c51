import type { Patch } from '../../core/dataset/dataset.ts';
import { applyPatch } from '../../core/dataset/patch.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import { latestFirst, newestFirst } from '../../core/project/in-order.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run, UnfinishedRun } from '../../core/training/run.ts';
import type { SliceContext, Undoable } from '../runtime/context.ts';
import { nextTask } from '../runtime/next-task.ts';
import type { State } from '../state.ts';

/** What comes to a list, and what goes from it by its id. */
interface Exchange<T> {
  readonly add: readonly T[];
  readonly remove: readonly string[];
}

/** A change of the whole project: of the data set, the lists beside it, and the recipe. */
export interface ProjectChange {
  readonly patch: Patch;
  readonly runs: Exchange<Run>;
  readonly ensembles: Exchange<Ensemble>;
  readonly unfinished: Exchange<UnfinishedRun>;
  /** Null: it stays. */
  readonly recipe: Recipe | null;
  readonly currentRunId: string | null;
  readonly currentEnsembleId: string | null;
}

/** Makes such changes, on the page and on disk, as one edit each. */
export function projectEdits({
  set,
  get,
  client,
  history,
  report,
}: Pick<SliceContext, 'set' | 'get' | 'client' | 'history' | 'report'>): (
  label: string,
  change: ProjectChange,
) => void {
  /** @returns what takes it back */
  const apply = (change: ProjectChange): ProjectChange => {
    const before = get();
    const { dataset, inverse } = applyPatch(before.dataset, change.patch);
    const runs = exchange(before.runs, change.runs, newestFirst);
    const ensembles = exchange(before.ensembles, change.ensembles, newestFirst);
    const unfinished = exchange(before.unfinished, change.unfinished, latestFirst);
    const { currentRunId, currentEnsembleId } = change;
    set({
      dataset,
      selection: new Set([...before.selection].filter((id) => sampleById(dataset, id))),
      runs: runs.list,
      ensembles: ensembles.list,
      unfinished: unfinished.list,
      currentRunId: runs.list.find(({ id }) => id === currentRunId)?.id ?? runs.list[0]?.id ?? null,
      currentEnsembleId: ensembles.list.find(({ id }) => id === currentEnsembleId)?.id ?? null,
      prediction: null,
      ...(change.recipe && { recipe: change.recipe, plan: null, rateSearch: null }),
    });

    const deleted = <T>(list: readonly T[]) => list.map((item) => ({ ...item, deleted: true }));
    const stored = {
      patch: change.patch,
      runs: [...change.runs.add, ...deleted(runs.removed)],
      ensembles: [...change.ensembles.add, ...deleted(ensembles.removed)],
      unfinished: [
        ...change.unfinished.add.map(({ id }) => ({ runId: id, discarded: false })),
        ...unfinished.removed.map(({ id }) => ({ runId: id, discarded: true })),
      ],
      ...(change.recipe && { recipe: change.recipe }),
    };
    // In a task of its own, as `persist` does.
    nextTask()
      .then(() => client.run('write', stored))
      .catch(report('app', 'The change of the project was not stored'));
    return {
      patch: inverse,
      runs: runs.inverse,
      ensembles: ensembles.inverse,
      unfinished: unfinished.inverse,
      recipe: change.recipe && before.recipe,
      currentRunId: before.currentRunId,
      currentEnsembleId: before.currentEnsembleId,
    };
  };

  const done = (label: string, inverse: ProjectChange): Undoable => ({
    label,
    revert: () => done(label, apply(inverse)),
  });
  return (label, change) => history.push(done(label, apply(change)));
}

/** A list with its change made, in its order. What went is as it was last. */
function exchange<T extends { readonly id: string }>(
  list: readonly T[],
  { add, remove }: Exchange<T>,
  order: (a: T, b: T) => number,
): { readonly list: readonly T[]; readonly removed: readonly T[]; readonly inverse: Exchange<T> } {
  const gone = new Set(remove);
  const removed = list.filter(({ id }) => gone.has(id));
  const kept = list.filter(({ id }) => !gone.has(id));
  return {
    list: [...add, ...kept].sort(order),
    removed,
    inverse: { add: removed, remove: add.map(({ id }) => id) },
  };
}

/** Why a project can't be put in the place of what is here just now; null where it can. */
export function whyBusy({ training, importStatus }: Pick<State, 'training' | 'importStatus'>): string | null {
  if (importStatus.kind !== 'idle') return 'Photos are being read: wait for the end, or stop it.';
  const trains = ['preparing', 'extracting', 'fitting'].includes(training.kind);
  return trains ? 'A training is under way: wait for its end, pause or stop it.' : null;
}

import type { Patch } from '../../core/dataset/dataset.ts';
import { applyPatch, fitPatch } from '../../core/dataset/patch.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import { persist } from '../project/persist.ts';
import type { SliceContext, Undoable } from '../runtime/context.ts';

export interface DatasetEdits {
  /** Changes the data set here and on disk; returns what takes it back. */
  apply(patch: Patch): Patch;
  undoable(label: string, inverse: Patch): Undoable;
  /** Changes it as a step that can be undone. */
  edit(label: string, patch: Patch): void;
}

/** The one way in which the data set changes. */
export function datasetEdits({ set, get, client, history, mayChange, report }: SliceContext): DatasetEdits {
  const apply = (patch: Patch): Patch => {
    const { dataset, inverse } = applyPatch(get().dataset, patch);
    const selection = new Set([...get().selection].filter((id) => sampleById(dataset, id)));
    set({ dataset, selection });
    persist({ client, report }, patch);
    return inverse;
  };
  const undoable = (label: string, inverse: Patch): Undoable => ({
    label,
    revert: () => undoable(label, apply(fitPatch(get().dataset, inverse))),
  });
  return {
    apply,
    undoable,
    edit: (label, patch) => {
      // What changes nothing leaves nothing to undo.
      if (Object.keys(patch).length > 0 && mayChange()) history.push(undoable(label, apply(patch)));
    },
  };
}

import { photoWords } from '../../core/count-words.ts';
import { type Dataset, emptyDataset } from '../../core/dataset/dataset.ts';
import * as edits from '../../core/dataset/edits.ts';
import { classById } from '../../core/dataset/selectors.ts';
import type { SliceContext } from '../runtime/context.ts';
import type { Actions } from '../runtime/later-slices.ts';
import { datasetEdits } from './dataset-edits.ts';
import type { DatasetSlice } from './dataset-state.ts';
import { importSlice } from './importing.ts';

const newId = () => crypto.randomUUID();

export function datasetSlice(context: SliceContext): Actions<DatasetSlice> {
  const { set, get, history, mayChange } = context;
  const changes = datasetEdits(context);
  const { edit } = changes;
  const nameOf = (id: string) => classById(get().dataset, id)?.name ?? '';
  return {
    ...importSlice(context, changes, newId, () => freeClassName(get().dataset)),

    addClass: (name) => {
      const { patch, classId } = edits.addClass(get().dataset, name, newId);
      if (patch.classes) edit('Add class', patch);
      return classId;
    },
    renameClass: (id, name) => {
      const taken = edits.classByName(get().dataset.classes, name);
      if (taken && taken.id !== id) get().mergeClass(id, taken.id);
      else edit(`Rename ${nameOf(id)}`, edits.renameClass(get().dataset, id, name));
    },
    recolourClass: (id, colour) =>
      edit(`Recolour ${nameOf(id)}`, edits.recolourClass(get().dataset, id, colour)),
    mergeClass: (from, into) =>
      edit(`Merge ${nameOf(from)} into ${nameOf(into)}`, edits.mergeClass(get().dataset, from, into)),
    deleteClass: (id) => edit(`Delete ${nameOf(id)}`, edits.deleteClass(get().dataset, id)),
    moveSamples: (ids, classId) =>
      edit(
        `Move ${photoWords(ids.length)} to ${nameOf(classId)}`,
        edits.moveSamples(get().dataset, ids, classId),
      ),
    excludeSamples: (ids, excluded) =>
      edit(
        `${excluded ? 'Exclude' : 'Include'} ${photoWords(ids.length)}`,
        edits.excludeSamples(get().dataset, ids, excluded),
      ),
    editDataset: edit,
    deleteSamples: (ids) => edit(`Delete ${photoWords(ids.length)}`, edits.deleteSamples(get().dataset, ids)),
    setSplit: (settings) => edit('Change the split', edits.resplit(get().dataset, settings)),
    clearDataset: () => {
      const { samples } = get().dataset;
      edit('Start over', { classes: [], remove: samples.map(({ id }) => id), split: emptyDataset.split });
    },
    undo: () => {
      if (mayChange()) history.undo();
    },
    redo: () => {
      if (mayChange()) history.redo();
    },
    select: (ids, mode) =>
      set(({ selection }) => {
        if (mode === 'replace') return { selection: new Set(ids) };
        const next = new Set(selection);
        for (const id of ids) if (mode === 'add' || !next.delete(id)) next.add(id);
        return { selection: next };
      }),
  };
}

/** The name that an unnamed class would get. */
function freeClassName(dataset: Dataset): string {
  const { patch, classId } = edits.addClass(dataset, '', newId);
  return patch.classes?.find(({ id }) => id === classId)?.name ?? '';
}

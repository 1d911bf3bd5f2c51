import { largest } from '../../core/extremes.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import { nameOfEnsemble } from '../../core/prediction/ensemble-name.ts';
import { newestFirst, withItem } from '../../core/project/in-order.ts';
import type { EnsembleSlice } from '../prediction/prediction-state.ts';
import type { SliceContext, Undoable } from '../runtime/context.ts';
import type { Actions } from '../runtime/later-slices.ts';

export function ensembleSlice({
  set,
  get,
  client,
  history,
  mayChange,
  report,
}: SliceContext): Actions<EnsembleSlice> {
  /** Numbers are not given twice: a deleted one may come back. */
  let highest = 0;

  const find = (id: string) => get().ensembles.find((ensemble) => ensemble.id === id);
  const save = (ensemble: Ensemble) => {
    client.run('write', { ensembles: [ensemble] }).catch(report('evaluate', 'The ensemble was not stored'));
  };

  const rename = (id: string, name: string | null): Undoable => {
    const before = find(id);
    if (before) {
      const renamed = { ...before, name };
      set(({ ensembles }) => ({ ensembles: ensembles.map((other) => (other.id === id ? renamed : other)) }));
      save(renamed);
    }
    return { label: 'Rename ensemble', revert: () => rename(id, before?.name ?? null) };
  };

  const showDeleted = (id: string): Undoable => {
    const ensemble = find(id);
    const answered = get().currentEnsembleId === id;
    if (ensemble) save({ ...ensemble, deleted: true });
    set(({ ensembles }) => ({
      ensembles: ensembles.filter((other) => other.id !== id),
      ...(answered && { currentEnsembleId: null, prediction: null }),
    }));
    return { label: 'Delete ensemble', revert: () => showRestored(id, ensemble, answered) };
  };
  const showRestored = (id: string, ensemble: Ensemble | undefined, answers: boolean): Undoable => {
    if (ensemble) {
      save(ensemble);
      set(({ ensembles }) => ({
        ensembles: withItem(ensembles, ensemble, newestFirst),
        ...(answers && { currentEnsembleId: id, prediction: null }),
      }));
    }
    return { label: 'Delete ensemble', revert: () => showDeleted(id) };
  };

  return {
    addEnsemble: (made) => {
      if (!mayChange()) return;
      const { ensembles } = get();
      const number =
        largest(
          ensembles.map((one) => one.number),
          highest,
        ) + 1;
      highest = number;
      const id = crypto.randomUUID();
      const ensemble = { ...made, id, number, name: null, createdAt: Date.now(), deleted: false };
      set({
        ensembles: withItem(ensembles, ensemble, newestFirst),
        currentEnsembleId: id,
        prediction: null,
      });
      save(ensemble);
    },
    chooseEnsemble: (currentEnsembleId) => set({ currentEnsembleId, prediction: null }),
    nameEnsemble: (id, name) => {
      const ensemble = find(id);
      if (!ensemble || !mayChange()) return;
      const trimmed = name.trim();
      const plain = trimmed === '' || trimmed === nameOfEnsemble({ ...ensemble, name: null });
      const next = plain ? null : trimmed;
      if (next !== ensemble.name) history.push(rename(id, next));
    },
    deleteEnsemble: (id) => {
      if (find(id) && mayChange()) history.push(showDeleted(id));
    },
  };
}

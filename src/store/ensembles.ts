import { largest } from '../core/extremes.ts';
import type { Ensemble } from '../core/prediction/ensemble.ts';
import { nameOfEnsemble } from '../core/prediction/ensemble-name.ts';
import type { SliceContext, Undoable } from './context.ts';
import type { Actions } from './later-slices.ts';
import type { EnsembleSlice } from './state.ts';

export function ensembleSlice({
  set,
  get,
  client,
  history,
  mayChange,
  report,
}: SliceContext): Actions<EnsembleSlice> {
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

  const showDeleted = (id: string, at: number): Undoable => {
    const ensemble = find(id);
    const answered = get().currentEnsembleId === id;
    if (ensemble) save({ ...ensemble, deleted: true });
    set(({ ensembles }) => ({
      ensembles: ensembles.filter((other) => other.id !== id),
      ...(answered && { currentEnsembleId: null, prediction: null }),
    }));
    return { label: 'Delete ensemble', revert: () => showRestored(id, ensemble, at, answered) };
  };
  const showRestored = (
    id: string,
    ensemble: Ensemble | undefined,
    at: number,
    answers: boolean,
  ): Undoable => {
    if (ensemble) {
      save(ensemble);
      set(({ ensembles }) => ({
        ensembles: ensembles.toSpliced(at, 0, ensemble),
        ...(answers && { currentEnsembleId: id, prediction: null }),
      }));
    }
    return { label: 'Delete ensemble', revert: () => showDeleted(id, at) };
  };

  return {
    addEnsemble: (made) => {
      if (!mayChange()) return;
      const { ensembles } = get();
      const number =
        largest(
          ensembles.map((one) => one.number),
          0,
        ) + 1;
      const id = crypto.randomUUID();
      const ensemble = { ...made, id, number, name: null, createdAt: Date.now(), deleted: false };
      set({ ensembles: [ensemble, ...ensembles], currentEnsembleId: id, prediction: null });
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
      const at = get().ensembles.findIndex((ensemble) => ensemble.id === id);
      if (at >= 0 && mayChange()) history.push(showDeleted(id, at));
    },
  };
}

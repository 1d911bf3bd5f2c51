import type { Ensemble } from '../core/prediction/ensemble.ts';
import type { SliceContext } from './context.ts';
import type { EnsembleSlice } from './state.ts';

export function ensembleSlice({ set, get, client, report }: SliceContext): EnsembleSlice {
  const save = (ensemble: Ensemble) => {
    client.run('saveEnsemble', { ensemble }).catch(report('evaluate', 'The ensemble was not stored'));
  };
  return {
    ensembles: [],
    currentEnsembleId: null,
    addEnsemble: (made) => {
      const { ensembles } = get();
      const number = Math.max(0, ...ensembles.map((one) => one.number)) + 1;
      const id = crypto.randomUUID();
      const ensemble = { ...made, id, number, name: null, createdAt: Date.now(), deleted: false };
      set({ ensembles: [ensemble, ...ensembles], currentEnsembleId: id, prediction: null });
      save(ensemble);
    },
    chooseEnsemble: (currentEnsembleId) => set({ currentEnsembleId, prediction: null }),
    nameEnsemble: () => {},
    deleteEnsemble: () => {},
  };
}

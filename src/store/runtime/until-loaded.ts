import type { LoadingSlice } from '../evaluation/analysis-state.ts';
import type { State } from '../state.ts';
import type { SliceContext } from './context.ts';
import type { Actions, LaterSlices } from './later-slices.ts';

type LaterAction = keyof Actions<LaterSlices>;

/** A record, so that the compiler names the one that is missing. */
const laterNames: Record<LaterAction, true> = {
  importFiles: true,
  importSampleSet: true,
  stopImport: true,
  correctImport: true,
  confirmImport: true,
  dismissImportReport: true,
  photosAside: true,
  takeOwnFile: true,
  addClass: true,
  renameClass: true,
  recolourClass: true,
  mergeClass: true,
  deleteClass: true,
  moveSamples: true,
  deleteSamples: true,
  editDataset: true,
  excludeSamples: true,
  setSplit: true,
  clearDataset: true,
  undo: true,
  redo: true,
  select: true,
  thumbnail: true,
  imageFile: true,
  preview: true,
  planTraining: true,
  searchRate: true,
  stopRateSearch: true,
  advise: true,
  stopAdvising: true,
  train: true,
  learnFromAll: true,
  stopTraining: true,
  pauseTraining: true,
  resumeRun: true,
  discardRun: true,
  chooseRun: true,
  deleteRun: true,
  openTest: true,
  setTestViews: true,
  predict: true,
  clearPrediction: true,
  setSmoothing: true,
  setUnknown: true,
  addEnsemble: true,
  chooseEnsemble: true,
  nameEnsemble: true,
  deleteEnsemble: true,
  nameRun: true,
  starRun: true,
  noteRun: true,
  answersOf: true,
  evaluateSplit: true,
  takeRecipeOf: true,
  crossValidate: true,
  stopCrossValidation: true,
  sweep: true,
  stopSweep: true,
  findDuplicates: true,
  stopFindingDuplicates: true,
  gatherDuplicates: true,
  neighbours: true,
  saliency: true,
  drawFeatureMap: true,
  stopFeatureMap: true,
  pictureFigures: true,
};

/** Whether there is something that the later slices are for. */
export const needsLater = ({ dataset, runs, unfinished }: Pick<State, 'dataset' | 'runs' | 'unfinished'>) =>
  [dataset.classes, runs, unfinished].some(({ length }) => length > 0);

/**
 * What stands in the state for the later slices' actions until one of them is first asked for: then their code is
 * fetched, and takes these places. The first screen is 9 kB lighter for it. A project that is not empty is shown after
 * they are there; before, those are called that need no answer at once, or after `loadLater` (`addClass`).
 */
export function untilLoaded(context: SliceContext): Actions<LaterSlices> & LoadingSlice {
  const { get, set, report } = context;
  let loading: Promise<boolean> | null = null;
  const loadLater = (): Promise<boolean> => {
    loading ??= import('./later-actions.ts')
      .then(({ laterActions }) => {
        set(laterActions(context));
        return true;
      })
      .catch((error: unknown) => {
        // Asked for again, it's fetched again.
        loading = null;
        report('app', 'A part of the page could not be fetched')(error);
        return false;
      });
    return loading;
  };
  const until =
    (name: LaterAction) =>
    async (...request: unknown[]) => {
      if (!(await loadLater())) return;
      const action: (...given: never[]) => unknown = get()[name];
      return action(...(request as never[]));
    };
  const names = Object.keys(laterNames) as LaterAction[];
  const standIns = Object.fromEntries(names.map((name) => [name, until(name)]));
  return { ...(standIns as unknown as Actions<LaterSlices>), loadLater };
}

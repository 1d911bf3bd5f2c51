import type { LaterAnalyses, LoadingSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

/**
 * What stands in the state for the analyses until one of them is first asked for: then their code is fetched, and takes
 * these places. The first screen is 2 kB lighter for it.
 */
export function laterAnalyses(context: SliceContext): LaterAnalyses & LoadingSlice {
  const { get, set } = context;
  let loading: Promise<void> | null = null;
  let loaded = false;
  const load = (): Promise<void> | null => {
    if (loaded) return null;
    loading ??= import('./analysis-slices.ts').then(
      ({ analysisSlices }) => {
        loaded = true;
        set(analysisSlices(context));
      },
      (error) => {
        // Asked for again, it's fetched again.
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  /** Nothing that was not loaded can be at work. */
  const nothing = () => {};
  return {
    loadAnalyses: load,
    crossValidation: null,
    crossValidating: null,
    crossValidate: async (...request) => {
      await load();
      await get().crossValidate(...request);
    },
    stopCrossValidation: nothing,
    trials: [],
    sweepAxes: [],
    sweeping: null,
    sweep: async (...request) => {
      await load();
      await get().sweep(...request);
    },
    stopSweep: nothing,
    compared: new Set(),
    findingDuplicates: null,
    findDuplicates: async () => {
      await load();
      await get().findDuplicates();
    },
    stopFindingDuplicates: nothing,
    gatherDuplicates: () => null,
    neighbours: async (...request) => {
      await load();
      return get().neighbours(...request);
    },
    saliency: async (...request) => {
      await load();
      return get().saliency(...request);
    },
    featureMap: null,
    mapping: null,
    drawFeatureMap: async () => {
      await load();
      await get().drawFeatureMap();
    },
    stopFeatureMap: nothing,
    pictureFigures: async (...request) => {
      await load();
      return get().pictureFigures(...request);
    },
  };
}

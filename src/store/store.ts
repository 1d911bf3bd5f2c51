import { create } from 'zustand';
import { toFailure } from '../core/project/failure.ts';
import { createHistory, type SliceContext } from './context.ts';
import { crossValidationSlice } from './cross-validation.ts';
import { datasetSlice } from './dataset.ts';
import { duplicatesSlice } from './duplicates.ts';
import { engineListener, engineSlice } from './engine.ts';
import { createEngineClient } from './engine-client.ts';
import { featureMapSlice } from './feature-map.ts';
import { mistakesSlice } from './mistakes.ts';
import { noticeSlice } from './notices.ts';
import { pictureFiguresSlice } from './picture-figures.ts';
import { predictionSlice } from './prediction.ts';
import { projectSlice } from './project.ts';
import { recipeSlice } from './recipe.ts';
import { runsSlice } from './runs.ts';
import { staleAnalyses } from './stale-analyses.ts';
import type { State } from './state.ts';
import { sweepSlice } from './sweep.ts';
import { trainingSlice } from './training.ts';

/** The state of the page. Holds ids and numbers; pictures, features and weights are the worker's. */
export const useStore = create<State>((set, get) => {
  const context: SliceContext = {
    set,
    get,
    client: createEngineClient(engineListener(set)),
    history: createHistory(set),
    report: (stage, title) => (error) =>
      get().notify({ tone: 'error', stage, title, failures: [toFailure(error)] }),
  };
  return {
    ...projectSlice(context),
    ...noticeSlice(context),
    ...datasetSlice(context),
    ...engineSlice(context),
    ...recipeSlice(context),
    ...trainingSlice(context),
    ...predictionSlice(context),
    ...crossValidationSlice(context),
    ...sweepSlice(context),
    ...duplicatesSlice(context),
    ...mistakesSlice(context),
    ...featureMapSlice(context),
    ...pictureFiguresSlice(context),
    ...runsSlice(context),
  };
});

// What was measured on the photos holds no longer once they are others.
useStore.subscribe((state, before) => {
  const { dataset, plan, rateSearch, advice } = state;
  if (dataset !== before.dataset && (plan || rateSearch || advice))
    useStore.setState({ plan: null, rateSearch: null, advice: null });
  const stale = staleAnalyses(state, before);
  if (stale) useStore.setState(stale);
});

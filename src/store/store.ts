import { create } from 'zustand';
import { FailureError, toFailure } from '../core/project/failure.ts';
import { lessonSlice } from './lesson/lesson.ts';
import { projectSlice } from './project/project.ts';
import { onlyShown, tabSlice } from './project/tab.ts';
import { createHistory, type SliceContext } from './runtime/context.ts';
import { engineListener, engineSlice } from './runtime/engine.ts';
import { createEngineClient } from './runtime/engine-client.ts';
import { faultReport } from './runtime/fault-report.ts';
import { initialState } from './runtime/initial-state.ts';
import { noticeSlice } from './runtime/notices.ts';
import { counted } from './runtime/running-jobs.ts';
import { needsLater, untilLoaded } from './runtime/until-loaded.ts';
import { writes } from './runtime/writing-jobs.ts';
import type { State } from './state.ts';
import { recipeSlice } from './training/recipe.ts';

let context: SliceContext;

/** The state of the page. Holds ids and numbers; pictures, features and weights are the worker's. */
export const useStore = create<State>((set, get) => {
  const { run, restart, end } = createEngineClient(engineListener({ set, get }));
  const mayChange = () => {
    const { tab, opened, notices, notify } = get();
    // What is stored takes the place of what is here in a moment.
    if (opened === 'opening') return false;
    if (tab !== 'elsewhere') return true;
    const told = notices.some(({ failures }) => failures.includes(onlyShown));
    if (!told) notify({ tone: 'info', stage: 'app', title: onlyShown.what, failures: [onlyShown] });
    return false;
  };
  context = {
    set,
    get,
    client: {
      run: counted((kind, ...request) =>
        writes(kind) && get().tab === 'elsewhere'
          ? Promise.reject(new FailureError(onlyShown))
          : run(kind, ...request),
      ),
      restart,
      end,
    },
    history: createHistory(set),
    mayChange,
    report: (stage, title) => (error) => {
      const failure = toFailure(error);
      const fault = failure.code === 'unexpected' ? { fault: faultReport(error) } : {};
      get().notify({ tone: 'error', stage, title, failures: [failure], ...fault });
    },
  };
  return {
    ...projectSlice(context),
    ...noticeSlice(context),
    ...engineSlice(context),
    ...recipeSlice(context),
    ...tabSlice(context),
    ...lessonSlice(context),
    ...initialState,
    ...untilLoaded(context),
  };
});

/**
 * For the stores of single panels, which are loaded with them: what only one of them needs is not in the page's state.
 */
export const storeContext = (): SliceContext => context;

// The engine starts with the first photos: only then is it known what computes.
useStore.subscribe((state, { engine, cards, opened }) => {
  if (state.engine !== engine || state.cards !== cards || state.opened !== opened) state.followMachine();
});

// What was measured on the photos holds no longer once they are others.
useStore.subscribe((state, before) => {
  // However it came here: from files, from a project's file, from another tab.
  if (needsLater(state)) void state.loadLater();
  const { dataset, plan, rateSearch, advice } = state;
  if (dataset !== before.dataset && (plan || rateSearch || advice))
    useStore.setState({ plan: null, rateSearch: null, advice: null });
  // What has a result has been loaded, and what tells whether it holds with it.
  if (state.crossValidation || state.trials.length > 0)
    void import('./evaluation/stale-analyses.ts').then(({ staleAnalyses }) => {
      const stale = staleAnalyses(state, before);
      if (stale) useStore.setState(stale);
    });
});

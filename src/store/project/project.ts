import type { CatalogueCard } from '../../core/backbone/card.ts';
import { isOwn } from '../../core/backbone/own-backbone.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import { SAMPLE_IDS, type SampleCard } from '../../core/dataset/sample-card.ts';
import type { DamagedRecord } from '../../core/project/sound-records.ts';
import { storedRecipe } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import type { DamagedEvent, OpenEvent } from '../../workers/protocol/dataset.ts';
import type { SliceContext } from '../runtime/context.ts';
import { needsLater } from '../runtime/until-loaded.ts';
import { noteStopped, stoppedRun } from '../training/stopped-run.ts';
import type { ProjectSlice } from './project-state.ts';

export function projectSlice({ set, get, client, report, history, mayChange }: SliceContext): ProjectSlice {
  let opening: Promise<unknown> = Promise.resolve();

  /** Told anew by a worker that took over from another. */
  const tellDamaged = (records: readonly DamagedRecord[]) =>
    set(({ damaged }) => ({
      damaged: [
        ...damaged,
        ...records.filter(({ store, key }) => !damaged.some((one) => one.store === store && one.key === key)),
      ],
    }));
  const showModels = async () => {
    const cards = await listed<CatalogueCard>('models');
    set((state) => ({ cards: [...cards, ...state.cards.filter(({ id }) => isOwn(id))] }));
    return cards.length > 0;
  };
  const showSamples = async () => {
    const cards = await listed<SampleCard>('samples');
    set({ samples: SAMPLE_IDS.flatMap((id) => cards.filter((card) => card.id === id)) });
  };
  const showOwn = async () => {
    const onEvent = ({ records }: DamagedEvent) => tellDamaged(records);
    const own = await client.run('ownBackbones', { sweep: get().tab === 'here' }, { onEvent });
    set(({ cards }) => ({ cards: [...cards.filter(({ id }) => !isOwn(id)), ...own] }));
    return true;
  };
  const showStored = async () => {
    if (get().tab === 'asking') await get().claimProject();
    const here = get().tab === 'here';
    // By their ids: a worker that took over from another tells them anew.
    const samplesById = new Map<string, Sample>();
    const runsById = new Map<string, Run>();
    const onEvent = (event: OpenEvent) => {
      if (event.kind === 'damaged') tellDamaged(event.records);
      else if (event.kind === 'run') runsById.set(event.run.id, event.run);
      else for (const sample of event.samples) samplesById.set(sample.id, sample);
    };
    const stored = await client.run('open', { sweep: here, stopped: stoppedRun() }, { onEvent });
    if (here) noteStopped(null);
    const { recipe, unfinished, ensembles } = stored;
    const dataset = { ...stored.dataset, samples: [...samplesById.values()] };
    const runs = [...runsById.values()];
    if (needsLater({ dataset, runs, unfinished }) && !(await get().loadLater()))
      return set({ opened: 'failed' });
    set({
      opened: 'open',
      dataset,
      runs,
      unfinished,
      ensembles,
      currentRunId: runs[0]?.id ?? null,
      ...(recipe && { recipe: storedRecipe(recipe) }),
    });
  };
  const open = async () => {
    set({ opened: 'opening', damaged: [] });
    const models = showModels().catch(report('app', 'The list of pretrained models could not be read'));
    showSamples().catch(report('app', 'The list of sample data sets could not be read'));
    const shown = showStored().then(
      () => true,
      (error: unknown) => {
        set({ opened: 'failed' });
        report('app', 'The project could not be opened')(error);
        return false;
      },
    );
    opening = shown;
    if (!(await shown)) return;
    const own = showOwn().catch(report('model', 'The networks that you brought could not be read'));
    // The engine's code is fetched when there is something for it to do.
    if (get().dataset.samples.length > 0) void get().chooseBackend(get().backendChoice);
    // A lesson may name any of them.
    const known = await Promise.all([models, own]);
    await get().readLesson(location.hash);
    // Only where all networks are known: the features of one that could not be listed are still wanted.
    const { tab, dataset, cards } = get();
    if (tab === 'here' && dataset.samples.length > 0 && known.every(Boolean)) {
      client
        .run('tidyTables', { networks: cards })
        .catch(report('app', 'Old features could not be cleared away'));
    }
  };
  return {
    opened: 'opening',
    open,
    begunAnew: () => {
      const todo = 'Bring the photos again, or open the project’s file if you have saved one.';
      const what = 'The engine was started anew, and this browser keeps nothing outside of it.';
      const failures = [{ code: 'engine-lost', what, todo } as const];
      get().notify({ tone: 'error', stage: 'app', title: 'Photos and runs are gone', failures });
      history.clear();
      set({
        prediction: null,
        advice: null,
        plan: null,
        crossValidation: null,
        featureMap: null,
        trials: [],
      });
      void open();
    },
    damaged: [],
    removeDamaged: async () => {
      if (!mayChange()) return;
      const records = get().damaged;
      try {
        await client.run('removeDamaged', { records });
        set(({ damaged }) => ({ damaged: damaged.filter((record) => !records.includes(record)) }));
      } catch (error) {
        report('app', 'What is damaged could not be deleted')(error);
      }
    },
    untilOpen: async () => {
      await opening;
    },
  };
}

/** The cards that the build found under public/. A site without any still opens. */
async function listed<Card>(folder: string): Promise<readonly Card[]> {
  const response = await fetch(new URL(`${folder}/index.json`, document.baseURI));
  return response.ok ? ((await response.json()) as readonly Card[]) : [];
}

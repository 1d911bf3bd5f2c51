import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import type { AdviceFigures } from '../../core/training/advice-figures.ts';
import type { RateSearch } from '../../core/training/rate-search.ts';
import { readiness } from '../../core/training/readiness.ts';
import type { AdviseEvent, TrainEvent } from '../../workers/protocol/training.ts';
import { latestPreview } from '../augmentation/preview.ts';
import { photoJob } from '../dataset/photo-job.ts';
import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import type { Actions } from '../runtime/later-slices.ts';
import type { State } from '../state.ts';
import type { MeasuringSlice } from '../training/recipe-state.ts';

/** What is measured on the recipe before it is trained: how long it takes, which rate suits it, what else would. */
export function measuringSlice(context: SliceContext): Actions<MeasuringSlice> {
  const { set, get, client, report } = context;
  /** Takes a result only where recipe and data are still those that it was asked for. */
  const unchanged = ({ recipe, dataset }: State) => get().recipe === recipe && get().dataset === dataset;
  const search = photoJob<TrainEvent, RateSearch>(context, {
    ask: (request, options) => client.run('searchRate', request, options),
    show: (shown) => set({ searchingRate: shown !== null, rateSearchProgress: shown?.progress ?? null }),
    stage: 'model',
    take: (rateSearch, asked) => {
      if (unchanged(asked)) set({ rateSearch });
    },
    failed: 'No rate could be searched',
  });
  const advising = photoJob<AdviseEvent, AdviceFigures>(context, {
    ask: (request, options) =>
      client.run('advise', { ...request, networks: get().cards.map(({ id }) => id) }, options),
    show: (shown) =>
      set(({ advising: told, recipe }) => ({
        advising: shown && (told ?? { kind: 'loading', network: recipe.backbone }),
      })),
    hear: (told) => set({ advising: told }),
    stage: 'model',
    take: (advice, { dataset }) => {
      if (get().dataset === dataset) set({ advice });
    },
    failed: 'No advice could be given',
  });

  return {
    preview: latestPreview(context),
    planTraining: async () => {
      const asked = get();
      const { recipe, dataset } = asked;
      if (asked.planning || !readiness(dataset).ready) return;
      set({ planning: true });
      startEngine(asked);
      try {
        const hashes = (split: 'train' | 'validation') =>
          samplesOfSplit(dataset, split).map(({ hash }) => hash);
        const plan = await client.run('plan', {
          recipe,
          classes: dataset.classes.length,
          train: hashes('train'),
          validation: hashes('validation'),
        });
        if (unchanged(asked)) set({ plan });
      } catch (error) {
        report('model', 'It could not be estimated')(error);
      } finally {
        set({ planning: false });
      }
    },
    searchRate: search.run,
    stopRateSearch: search.stop,
    advise: advising.run,
    stopAdvising: advising.stop,
  };
}

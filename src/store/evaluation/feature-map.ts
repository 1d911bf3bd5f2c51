import type { Dataset, Sample } from '../../core/dataset/dataset.ts';
import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { type FeatureSpace, featureSpaceOf } from '../../core/evaluation/feature-map/feature-space.ts';
import type { JobEvent, JobRequest } from '../../workers/protocol.ts';
import { photoJob } from '../dataset/photo-job.ts';
import type { SliceContext } from '../runtime/context.ts';
import type { Actions } from '../runtime/later-slices.ts';
import type { State } from '../state.ts';
import type { FeatureMapSlice } from './analysis-state.ts';

/** The photos of train and validation, and those of test where the run's envelope was opened; by content, so that the order of arrival changes nothing. */
function photosOf(dataset: Dataset, withTest: boolean): readonly Sample[] {
  return [
    ...samplesOfSplit(dataset, 'train'),
    ...samplesOfSplit(dataset, 'validation'),
    ...(withTest ? samplesOfSplit(dataset, 'test') : []),
  ].sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
}

/** What a map is asked for: of the current run, or, without one, of the recipe. */
function wanted({ runs, currentRunId, recipe, dataset }: State): JobRequest<'featureMap'> {
  const run = runs.find(({ id }) => id === currentRunId);
  const space: FeatureSpace = run ? featureSpaceOf(run) : { backbone: recipe.backbone, runId: null };
  return { ...space, samples: photosOf(dataset, run?.test != null), seed: (run?.recipe ?? recipe).seed };
}

/**
 * The map of the photos. It stays when photos change: where they lie does not depend on their classes, and the page
 * leaves out those that are gone.
 */
export function featureMapSlice(context: SliceContext): Actions<FeatureMapSlice> {
  const { set, get, client } = context;
  let drawing: { readonly request: JobRequest<'featureMap'>; readonly ids: readonly string[] } | null = null;
  const show = (points: Float32Array, finished: boolean) => {
    if (!drawing) return;
    const { ids, request } = drawing;
    set({ featureMap: { backbone: request.backbone, runId: request.runId, ids, points, finished } });
  };
  const job = photoJob<JobEvent<'featureMap'>, Float32Array>(context, {
    ask: (_, options) => {
      const request = wanted(get());
      drawing = { request, ids: request.samples.map(({ id }) => id) };
      return client.run('featureMap', request, options);
    },
    show: (mapping) => set({ mapping }),
    hear: (event) => {
      if (event.kind === 'layout') show(event.points, false);
    },
    take: (points) => {
      if (points) show(points, true);
    },
    stage: 'evaluate',
    failed: 'The map could not be drawn',
  });
  return { drawFeatureMap: job.run, stopFeatureMap: job.stop };
}

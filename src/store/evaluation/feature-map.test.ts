import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { Sample, Split } from '../../core/dataset/dataset.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../../core/training/run.ts';

const sample = (id: string, classId: string, split: Split, excluded = false): Sample =>
  sampleOf(id, { classId, split, excluded });
const dataset = datasetOf([
  sample('5', 'a', 'train'),
  sample('2', 'b', 'train'),
  sample('3', 'b', 'validation'),
  sample('4', 'a', 'test'),
  sample('1', 'a', 'train', true),
]);
const run: Run = {
  ...plainRun,
  id: 'run',
  createdAt: 0,
  recipe: { ...defaultRecipe, backbone: 'resnet-50', seed: 9 },
  classes: dataset.classes,
  backend: 'wasm',
  counts: { train: 2, validation: 1, test: 1 },
  history: [],
  kept: 0,
  validation: null,
  timing: noTiming,
};

async function ready(runs: readonly Run[] = [run]) {
  const engine = await openStore();
  engine.store.setState({ dataset, runs, currentRunId: runs[0]?.id ?? null });
  return { ...engine, state: engine.store.getState };
}

test('the map is asked of the current run’s features, without test photos and excluded ones', async () => {
  const { state, jobs } = await ready();
  const drawing = state().drawFeatureMap();
  const [job] = jobs('featureMap');
  expect(job?.request).toMatchObject({ backbone: 'resnet-50', runId: null, seed: 9 });
  expect(job?.request.samples.map(({ id }) => id)).toEqual(['2', '3', '5']);
  job?.succeed(new Float32Array(6));
  await drawing;
});

test('with an opened test set its photos are on the map; a fine-tuned backbone is the run’s own', async () => {
  const stage = { blocks: 1, epochs: 1, learningRate: 1e-4 };
  const tuned: Run = {
    ...run,
    recipe: { ...run.recipe, fineTuning: { ...run.recipe.fineTuning, stages: [stage] } },
    test: { split: 'test', loss: 0, total: 0, correct: 0 },
  };
  const { state, jobs } = await ready([tuned]);
  void state().drawFeatureMap();
  expect(jobs('featureMap')[0]?.request).toMatchObject({ runId: 'run' });
  expect(jobs('featureMap')[0]?.request.samples.map(({ id }) => id)).toEqual(['2', '3', '4', '5']);
});

test('layouts are shown as they come, and the last one is finished', async () => {
  const { state, jobs } = await ready();
  const drawing = state().drawFeatureMap();
  void state().drawFeatureMap();
  expect(jobs('featureMap')).toHaveLength(1);
  const [job] = jobs('featureMap');
  job?.emit({ kind: 'extracting', upTo: null, progress: { done: 1, total: 3, rate: 2 } });
  expect(state().mapping).toEqual({ unit: 'photos', progress: { done: 1, total: 3, rate: 2 } });
  expect(state().featureMap).toBeNull();
  const first = Float32Array.of(1, 2, 3, 4, 5, 6);
  job?.emit({ kind: 'layout', points: first });
  job?.emit({ kind: 'step', done: 5, total: 500 });
  expect(state().mapping).toMatchObject({ unit: 'steps', progress: { done: 5, total: 500 } });
  expect(state().featureMap).toEqual({
    backbone: 'resnet-50',
    runId: null,
    ids: ['2', '3', '5'],
    points: first,
    finished: false,
  });
  const last = Float32Array.of(6, 5, 4, 3, 2, 1);
  job?.succeed(last);
  await drawing;
  expect(state()).toMatchObject({ mapping: null, featureMap: { points: last, finished: true } });
});

test('Stop keeps the layout that there is, unfinished, and is no failure', async () => {
  const { state, jobs } = await ready();
  const drawing = state().drawFeatureMap();
  const points = new Float32Array(6);
  jobs('featureMap')[0]?.emit({ kind: 'layout', points });
  state().stopFeatureMap();
  expect(jobs('featureMap')[0]?.signal?.aborted).toBe(true);
  jobs('featureMap')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await drawing;
  expect(state()).toMatchObject({ mapping: null, notices: [], featureMap: { points, finished: false } });
});

test('a failure is told in the stage, and leaves the map that was there', async () => {
  const { state, jobs } = await ready();
  const first = state().drawFeatureMap();
  jobs('featureMap')[0]?.succeed(new Float32Array(6));
  await first;
  const again = state().drawFeatureMap();
  jobs('featureMap')[1]?.fail({ code: 'unexpected', what: 'No.', todo: 'Else.' });
  await again;
  expect(state()).toMatchObject({ featureMap: { finished: true }, notices: [{ stage: 'evaluate' }] });
});

test('a map outlives edits of the photos', async () => {
  const { state, jobs } = await ready();
  const drawing = state().drawFeatureMap();
  jobs('featureMap')[0]?.succeed(new Float32Array(6));
  await drawing;
  const map = state().featureMap;
  state().moveSamples(['2'], 'a');
  state().deleteSamples(['3']);
  expect(state().featureMap).toBe(map);
});

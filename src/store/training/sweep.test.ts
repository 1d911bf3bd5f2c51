import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import type { SweepAxis, Trial } from '../../core/training/sweep.ts';
import { sweepStale } from './sweep.ts';

const sample = (id: string, classId: string): Sample => sampleOf(id, { classId });
const dataset = datasetOf([sample('1', 'a'), sample('2', 'b')]);
const rates: SweepAxis = { key: 'learningRate', values: [0.001, 0.01] };
const trial = (learningRate: number): Trial => ({
  values: [learningRate],
  recipe: { ...defaultRecipe, learningRate },
  accuracy: 0.9,
  loss: 0.3,
  milliseconds: 200,
});

async function ready() {
  const engine = await openStore();
  engine.store.setState({ dataset });
  return { ...engine, state: engine.store.getState };
}

test('trials are planned from the present recipe and shown as they come', async () => {
  const { state, jobs } = await ready();
  state().changeRecipe({ epochs: 7 });
  const running = state().sweep([rates]);
  void state().sweep([{ key: 'mixup', values: [0, 1] }]);
  const [job] = jobs('sweep');
  expect(jobs('sweep')).toHaveLength(1);
  expect(job?.request).toMatchObject({
    samples: dataset.samples,
    trials: [
      { values: [0.001], recipe: { epochs: 7, learningRate: 0.001 } },
      { values: [0.01], recipe: { epochs: 7, learningRate: 0.01 } },
    ],
  });
  job?.emit({ kind: 'step', done: 0, total: 2 });
  job?.emit({ kind: 'trial', trial: trial(0.001) });
  expect(state()).toMatchObject({
    sweepAxes: [rates],
    trials: [trial(0.001)],
    sweeping: { unit: 'steps', progress: { done: 0, total: 2 } },
  });
  job?.emit({ kind: 'trial', trial: trial(0.01) });
  job?.succeed([trial(0.001), trial(0.01)]);
  await running;
  expect(state()).toMatchObject({ trials: [trial(0.001), trial(0.01)], sweeping: null });
});

test('what a worker that was replaced had told already is told again, and stands once', async () => {
  const { state, jobs } = await ready();
  void state().sweep([rates]);
  const [job] = jobs('sweep');
  for (const told of [trial(0.001), trial(0.001), trial(0.01)]) job?.emit({ kind: 'trial', trial: told });
  expect(state().trials).toEqual([trial(0.001), trial(0.01)]);
});

test('trials that come after a change are those of another recipe', async () => {
  const { state, jobs } = await ready();
  void state().sweep([rates]);
  state().changeRecipe({ mixup: 0.4 });
  jobs('sweep')[0]?.emit({ kind: 'trial', trial: trial(0.001) });
  expect(state().trials).toEqual([]);
});

test('they hold after the best value was taken, and no longer after any other change', () => {
  const before = { recipe: defaultRecipe as Recipe, dataset };
  const stale = (change: Partial<typeof before>) => sweepStale([rates], { ...before, ...change }, before);
  expect(stale({ recipe: { ...defaultRecipe, learningRate: 0.01 } })).toBe(false);
  expect(stale({ recipe: { ...defaultRecipe, optimizer: 'adamw', learningRate: 0.01 } })).toBe(false);
  expect(stale({ recipe: { ...defaultRecipe, learningRate: 0.01, epochs: 5 } })).toBe(true);
  expect(stale({ dataset: { ...dataset } })).toBe(true);
  const dropped = { ...defaultRecipe, head: { kind: 'linear', dropout: 0.2 } as const };
  expect(stale({ recipe: dropped })).toBe(true);
  expect(sweepStale([{ key: 'dropout', values: [0, 0.2] }], { ...before, recipe: dropped }, before)).toBe(
    false,
  );
});

test('Stop keeps what was tried, and is no failure; another sweep begins anew', async () => {
  const { state, jobs } = await ready();
  const running = state().sweep([rates]);
  jobs('sweep')[0]?.emit({ kind: 'trial', trial: trial(0.001) });
  state().stopSweep();
  expect(jobs('sweep')[0]?.signal?.aborted).toBe(true);
  jobs('sweep')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await running;
  expect(state()).toMatchObject({ trials: [trial(0.001)], sweeping: null, notices: [] });
  void state().sweep([rates]);
  expect(state().trials).toEqual([]);
});

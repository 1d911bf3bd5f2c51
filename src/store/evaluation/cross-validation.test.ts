import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import type { CrossValidation } from '../../core/evaluation/cross-validation.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { crossValidationStale } from './cross-validation.ts';

const sample = (id: string, classId: string): Sample => sampleOf(id, { classId });
const dataset = datasetOf([sample('1', 'a'), sample('2', 'b'), sample('3', 'b')]);
const result: CrossValidation = { folds: 5, repeats: 3, models: [], outOfFold: [], milliseconds: 1 };

async function ready() {
  const engine = await openStore();
  engine.store.setState({ dataset });
  return { ...engine, state: engine.store.getState };
}

test('it is asked with recipe, photos, folds and repeats, once at a time, and tells its steps', async () => {
  const { state, jobs } = await ready();
  const running = state().crossValidate(5, 3);
  void state().crossValidate(10, 1);
  expect(jobs('crossValidate')).toHaveLength(1);
  const [job] = jobs('crossValidate');
  const { classes, samples } = dataset;
  expect(job?.request).toEqual({ recipe: state().recipe, classes, samples, folds: 5, repeats: 3 });
  expect(state().crossValidating).toEqual({ unit: 'photos', progress: null });
  job?.emit({ kind: 'step', done: 2, total: 15 });
  expect(state().crossValidating).toEqual({ unit: 'steps', progress: { done: 2, total: 15, rate: 0 } });
  job?.succeed(result);
  await running;
  expect(state()).toMatchObject({ crossValidation: result, crossValidating: null });
});

test.each([
  ['recipe', (s: Awaited<ReturnType<typeof ready>>) => s.state().changeRecipe({ epochs: 3 })],
  ['photos', (s: Awaited<ReturnType<typeof ready>>) => s.store.setState({ dataset: { ...dataset } })],
] as const)(
  'where the %s changed meanwhile, it is asked for again with what is there now',
  async (_, change) => {
    const engine = await ready();
    const running = engine.state().crossValidate(5, 1);
    change(engine);
    engine.jobs('crossValidate')[0]?.succeed(result);
    await vi.waitFor(() => expect(engine.jobs('crossValidate')).toHaveLength(2));
    expect(engine.state()).toMatchObject({ crossValidation: null, crossValidating: { unit: 'photos' } });
    const [, again] = engine.jobs('crossValidate');
    const { recipe, dataset: now } = engine.state();
    expect(again?.request).toMatchObject({ recipe, samples: now.samples });
    again?.succeed(result);
    await running;
    expect(engine.state()).toMatchObject({ crossValidation: result, crossValidating: null });
  },
);

test('it is stale after a change of photos or of how the head learns, not of fine-tuning', () => {
  const before = { recipe: defaultRecipe, dataset };
  expect(crossValidationStale(before, before)).toBe(false);
  expect(crossValidationStale({ ...before, dataset: { ...dataset } }, before)).toBe(true);
  expect(crossValidationStale({ ...before, recipe: { ...defaultRecipe, epochs: 3 } }, before)).toBe(true);
  const fineTuning = { ...defaultRecipe.fineTuning, batchSize: 8 };
  expect(crossValidationStale({ ...before, recipe: { ...defaultRecipe, fineTuning } }, before)).toBe(false);
});

test('Stop ends it and is no failure; a failure is told in Evaluate', async () => {
  const { state, jobs } = await ready();
  const running = state().crossValidate(5, 1);
  state().stopCrossValidation();
  expect(jobs('crossValidate')[0]?.signal?.aborted).toBe(true);
  jobs('crossValidate')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await running;
  expect(state()).toMatchObject({ crossValidating: null, notices: [] });
  const again = state().crossValidate(5, 1);
  jobs('crossValidate')[1]?.fail({ code: 'nothing-to-train', what: 'No.', todo: 'Else.' });
  await again;
  expect(state()).toMatchObject({ crossValidating: null, notices: [{ stage: 'evaluate' }] });
});

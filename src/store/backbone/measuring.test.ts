import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { CatalogueCard } from '../../core/backbone/card.ts';
import type { Sample, Split } from '../../core/dataset/dataset.ts';
import type { AdviceFigures } from '../../core/training/advice-figures.ts';
import type { Plan } from '../../core/training/plan.ts';
import type { RateSearch } from '../../core/training/rate-search.ts';

const sample = (id: string, classId: string, split: Split): Sample => sampleOf(id, { classId, split });
const dataset = datasetOf([
  sample('1', 'a', 'train'),
  sample('2', 'b', 'train'),
  sample('3', 'b', 'validation'),
]);
const plan: Plan = { phases: [], lastLook: 0, total: 1, memory: 2, disk: 3, advice: null };
const rateSearch: RateSearch = { points: [{ rate: 1e-3, loss: 1 }], suggestion: 1e-3 };

const advice: AdviceFigures = {
  networks: [],
  leftOut: [],
  sample: 3,
  photos: 3,
  perClass: { smallest: 1, median: 1, largest: 2 },
};

async function ready() {
  const engine = await openStore();
  engine.store.setState({ dataset });
  return { ...engine, state: engine.store.getState };
}

test('a plan is measured on the photos of the recipe, and is stale once recipe or photos change', async () => {
  const { store, state, jobs } = await ready();
  for (const change of [
    () => state().changeRecipe({ epochs: 3 }),
    () => store.setState({ dataset: { ...dataset, samples: dataset.samples.slice(0, 2) } }),
  ]) {
    store.setState({ dataset });
    const planning = state().planTraining();
    expect(state().planning).toBe(true);
    const job = jobs('plan').at(-1);
    expect(job?.request).toMatchObject({
      classes: 2,
      train: ['hash 1', 'hash 2'],
      validation: ['hash 3'],
    });
    job?.succeed(plan);
    await planning;
    expect(state()).toMatchObject({ plan, planning: false });
    change();
    expect(state().plan).toBeNull();
  }
});

test('a plan of a recipe that was changed meanwhile is not shown', async () => {
  const { state, jobs } = await ready();
  const planning = state().planTraining();
  state().changeRecipe({ batchSize: 8 });
  jobs('plan')[0]?.succeed(plan);
  await planning;
  expect(state()).toMatchObject({ plan: null, planning: false });
});

test('a rate search outlives the choice of its rate, and nothing that it depends on', async () => {
  const { state, jobs } = await ready();
  const searching = state().searchRate();
  void state().searchRate();
  expect(jobs('searchRate')).toHaveLength(1);
  const progress = { done: 1, total: 2, rate: 3 };
  jobs('searchRate')[0]?.emit({ kind: 'extracting', upTo: null, progress });
  expect(state()).toMatchObject({ searchingRate: true, rateSearchProgress: progress });
  jobs('searchRate')[0]?.succeed(rateSearch);
  await searching;
  state().changeRecipe({ learningRate: 1e-3 });
  state().replaceRecipe({ ...state().recipe, views: 2 }, 'Apply suggestion');
  expect(state()).toMatchObject({ rateSearch, searchingRate: false, rateSearchProgress: null });
  state().changeRecipe({ batchSize: 8 });
  expect(state().rateSearch).toBeNull();
});

test('Stop ends a rate search, and is no failure', async () => {
  const { state, jobs } = await ready();
  const searching = state().searchRate();
  state().stopRateSearch();
  expect(jobs('searchRate')[0]?.signal?.aborted).toBe(true);
  jobs('searchRate')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await searching;
  expect(state()).toMatchObject({ searchingRate: false, notices: [] });
});

test('advice tells what it tries, and is kept until the photos are others', async () => {
  const { store, state, jobs } = await ready();
  store.setState({ cards: [{ id: 'one' }, { id: 'other' }] as unknown as readonly CatalogueCard[] });
  const asking = state().advise();
  void state().advise();
  expect(jobs('advise')).toHaveLength(1);
  const { classes, samples } = dataset;
  expect(jobs('advise')[0]?.request).toMatchObject({ classes, samples, networks: ['one', 'other'] });
  expect(state().advising).toEqual({ kind: 'loading', network: 'mobilenet-v3' });
  const looking = { kind: 'looking', network: 'one', done: 1, total: 2, secondsLeft: 3 } as const;
  jobs('advise')[0]?.emit(looking);
  expect(state().advising).toEqual(looking);
  // Networks are tried whatever the recipe says.
  state().changeRecipe({ backbone: 'resnet-50', batchSize: 8 });
  jobs('advise')[0]?.succeed(advice);
  await asking;
  expect(state()).toMatchObject({ advice, advising: null });
  state().changeRecipe({ epochs: 3 });
  expect(state().advice).toEqual(advice);
  store.setState({ dataset: { ...dataset } });
  expect(state().advice).toBeNull();
});

test('advice on photos that were changed meanwhile is not shown', async () => {
  const { store, state, jobs } = await ready();
  const asking = state().advise();
  store.setState({ dataset: { ...dataset } });
  jobs('advise')[0]?.succeed(advice);
  await asking;
  expect(state()).toMatchObject({ advice: null, advising: null });
});

test('Stop ends the asking for advice, and is no failure', async () => {
  const { state, jobs } = await ready();
  const asking = state().advise();
  state().stopAdvising();
  expect(jobs('advise')[0]?.signal?.aborted).toBe(true);
  jobs('advise')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await asking;
  expect(state()).toMatchObject({ advising: null, notices: [] });
});

test('what can’t be measured is told', async () => {
  const { state, jobs } = await ready();
  const planning = state().planTraining();
  jobs('plan')[0]?.fail({ code: 'unexpected', what: 'No.', todo: 'Else.' });
  await planning;
  expect(state()).toMatchObject({ planning: false, notices: [{ stage: 'model' }] });
});

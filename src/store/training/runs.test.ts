import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { Sample, Split } from '../../core/dataset/dataset.ts';
import { versionOf } from '../../core/dataset/version.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../../core/training/run.ts';

const sample = (id: string, split: Split): Sample =>
  sampleOf(id, { hash: id.repeat(64), classId: Number(id) % 2 ? 'a' : 'b', split });
const dataset = datasetOf([
  sample('1', 'train'),
  sample('2', 'train'),
  sample('3', 'validation'),
  sample('4', 'test'),
]);
const runOf = (id: string, change: Partial<Run> = {}): Run => ({
  ...plainRun,
  id,
  createdAt: 0,
  recipe: defaultRecipe,
  classes: dataset.classes,
  backend: 'wasm',
  counts: { train: 2, validation: 1, test: 1 },
  history: [],
  kept: 0,
  validation: null,
  timing: noTiming,
  data: versionOf(dataset.classes, dataset.samples),
  ...change,
});

async function withRuns(...runs: readonly Run[]) {
  const { store, jobs, written } = await openStore();
  store.setState({ dataset, runs, currentRunId: runs[0]?.id ?? null });
  return {
    store,
    jobs,
    state: store.getState,
    saved: () => written('runs'),
    first: () => store.getState().runs[0],
  };
}

test('a run is named, and the name is saved, undone and taken back', async () => {
  const { state, saved, first } = await withRuns(runOf('x', { number: 3 }));
  state().nameRun('x', '  wide head ');
  expect(first()?.name).toBe('wide head');
  expect(saved()).toMatchObject([{ id: 'x', name: 'wide head' }]);
  expect(state().undoable).toEqual(['Rename run']);
  state().undo();
  expect(first()?.name).toBeNull();
  state().redo();
  expect(first()?.name).toBe('wide head');
  state().nameRun('x', '');
  expect(first()?.name).toBeNull();
  expect(saved().map(({ name }) => name)).toEqual(['wide head', null, 'wide head', null]);
});

test('nothing is saved where the name stays; a run’s number is no name', async () => {
  const { state, saved, first } = await withRuns(runOf('x', { number: 3 }));
  state().nameRun('x', ' ');
  state().nameRun('x', 'Run 3');
  state().nameRun('gone', 'a name');
  expect(saved()).toEqual([]);
  expect(first()?.name).toBeNull();
});

test('a star is saved', async () => {
  const { state, saved, first } = await withRuns(runOf('x'));
  state().starRun('x', true);
  expect(first()?.starred).toBe(true);
  expect(saved()).toMatchObject([{ starred: true }]);
});

test('a note is saved, and a deleted run comes back with it', async () => {
  const { state, saved, first } = await withRuns(runOf('x'));
  state().noteRun('x', 'keep');
  state().deleteRun('x');
  state().noteRun('x', 'too late');
  expect(saved().map(({ deleted, note }) => [deleted, note])).toEqual([
    [false, 'keep'],
    [true, 'keep'],
  ]);
  state().undo();
  expect(first()).toMatchObject({ deleted: false, note: 'keep' });
});

test('what was changed after a restored deletion is not lost by redoing it', async () => {
  const { state, first } = await withRuns(runOf('x'));
  state().deleteRun('x');
  state().undo();
  state().starRun('x', true);
  state().redo();
  state().undo();
  expect(first()?.starred).toBe(true);
});

test('the recipe of a run is taken, and the one before comes back', async () => {
  const recipe = { ...defaultRecipe, epochs: 77 };
  const { state } = await withRuns(runOf('x', { recipe, name: 'long' }));
  state().takeRecipeOf('x');
  expect(state().recipe).toEqual(recipe);
  expect(state().undoable).toEqual(['Take the recipe of long']);
  state().undo();
  expect(state().recipe).toEqual(defaultRecipe);
});

test('training photos are those that the run was trained on, not those of the split now', async () => {
  const { store, state, jobs, saved, first } = await withRuns(runOf('x'), runOf('y'));
  const moved = dataset.samples.map((one) => ({
    ...one,
    split: one.split === 'train' ? ('test' as const) : ('train' as const),
    excluded: true,
  }));
  store.setState({ dataset: { ...dataset, samples: moved } });
  const evaluating = state().evaluateSplit('train');
  expect(state().evaluating).toBe('train');
  const [job] = jobs('evaluate');
  expect(job?.request).toMatchObject({
    runId: 'x',
    split: 'train',
    views: 0,
    samples: [
      { id: '1', split: 'train', excluded: false },
      { id: '2', split: 'train', excluded: false },
    ],
  });
  const train: EvaluationSummary = { split: 'train', loss: 0.1, total: 2, correct: 1 };
  // The person has gone on to another run meanwhile.
  state().chooseRun('y');
  job?.succeed(train);
  await evaluating;
  expect(first()).toMatchObject({ id: 'x', train });
  expect(state()).toMatchObject({ evaluating: null });
  expect(saved()).toMatchObject([{ id: 'x', train }]);
});

test('a split is evaluated once; a run without a data version takes the split as it is', async () => {
  const validation: EvaluationSummary = { split: 'validation', loss: 0, total: 0, correct: 0 };
  const { state, jobs } = await withRuns(runOf('x', { validation, data: null }));
  await state().evaluateSplit('validation');
  expect(jobs('evaluate')).toEqual([]);
  void state().evaluateSplit('train');
  expect(jobs('evaluate')[0]?.request.samples.map(({ id }) => id)).toEqual(['1', '2']);
});

test('photos that are gone are told, and a failure is too', async () => {
  const { store, state, jobs } = await withRuns(runOf('x'));
  store.setState({ dataset: { ...dataset, samples: [] } });
  await state().evaluateSplit('validation');
  expect(state().notices).toMatchObject([{ tone: 'info', stage: 'evaluate' }]);
  store.setState({ dataset, notices: [] });
  const evaluating = state().evaluateSplit('validation');
  jobs('evaluate')[0]?.fail({ code: 'engine-lost', what: 'Gone.', todo: 'Again.' });
  await evaluating;
  expect(state().notices).toMatchObject([{ tone: 'error', title: 'The photos could not be evaluated' }]);
  expect(state().evaluating).toBeNull();
});

test('a photo that the run was trained on is no test of it, wherever it lies now', async () => {
  const { store, state, jobs } = await withRuns(runOf('x'));
  const allTest = dataset.samples.map((one) => ({ ...one, split: 'test' as const }));
  store.setState({ dataset: { ...dataset, samples: allTest } });
  void state().openTest();
  expect(jobs('evaluate')[0]?.request.samples.map(({ id }) => id)).toEqual(['4']);
  expect(state().notices).toMatchObject([
    {
      tone: 'info',
      title: '3 photos of the test set are left out: Run 1 was trained or chosen with them.',
    },
  ]);
});

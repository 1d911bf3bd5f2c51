import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { fakeStorage } from '../../../test-support/store/runtime/fake-storage.ts';
import { type Dataset, emptyDataset, type Sample } from '../../core/dataset/dataset.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import {
  type EpochMetrics,
  noTiming,
  plainRun,
  type Run,
  type UnfinishedRun,
} from '../../core/training/run.ts';
import { stoppedRun } from './stopped-run.ts';

const sample = (id: string, classId: string): Sample => sampleOf(id, { hash: id, classId });
const dataset: Dataset = {
  ...datasetOf([sample('1', 'a'), sample('2', 'b'), { ...sample('3', 'b'), split: 'test' }]),
  // Near-duplicates are duplicates.test.ts's.
  split: { ...emptyDataset.split, together: false },
};
/** The later in the alphabet, the newer. */
const runOf = (id: string): Run => ({
  ...plainRun,
  id,
  createdAt: id.charCodeAt(0),
  recipe: defaultRecipe,
  classes: dataset.classes,
  backend: 'wasm',
  counts: { train: 2, validation: 0, test: 1 },
  history: [],
  kept: 0,
  validation: null,
  timing: noTiming,
});
const epoch = (n: number, loss = 1 / n, phase = 0): EpochMetrics => ({
  epoch: n,
  phase,
  rate: 1e-3,
  milliseconds: 5,
  loss,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
});
const cancelled = { code: 'cancelled', what: 'Stopped.', todo: '' } as const;
const backend = { name: 'wasm', reason: 'r', device: null, hardware: true, threads: 1 } as const;

async function training() {
  const engine = await openStore();
  engine.store.setState({ dataset });
  const done = engine.store.getState().train();
  const job = await engine.asked('train');
  return { ...engine, done, job, status: () => engine.store.getState().training };
}

test('Train starts the engine and shows each step; the finished run becomes the current one', async () => {
  const { store, jobs, job, done, status } = await training();
  expect(status().kind).toBe('preparing');
  expect(jobs('start')).toHaveLength(1);
  expect(job.request).toMatchObject({
    recipe: defaultRecipe,
    classes: dataset.classes,
    samples: dataset.samples,
  });

  const progress = { done: 1, total: 2, rate: 10 };
  const live = { recipe: defaultRecipe, history: [], kept: null };
  job.emit({ kind: 'extracting', upTo: null, progress });
  expect(status()).toEqual({ kind: 'extracting', upTo: null, progress, ...live });
  job.emit({ kind: 'epoch', metrics: epoch(1), kept: 1 });
  const batch = { progress: 1.5, loss: 0.7, accuracy: 0.5 };
  job.emit({ kind: 'batch', metrics: batch });
  expect(status()).toEqual({ kind: 'fitting', recipe: defaultRecipe, history: [epoch(1)], kept: 1, batch });
  job.emit({ kind: 'epoch', metrics: epoch(2), kept: null });
  expect(status()).toMatchObject({ history: [epoch(1), epoch(2)], batch: null });

  store.setState({ runs: [runOf('old')], currentRunId: 'old' });
  job.succeed({ ...runOf('new'), createdAt: Date.now() });
  await done;
  expect(status()).toEqual({ kind: 'finished', runId: 'new' });
  expect(store.getState().runs.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(store.getState().currentRunId).toBe('new');
});

test('what the person expects of a training goes along, for the run to keep', async () => {
  const engine = await openStore();
  engine.store.setState({ dataset });
  void engine.store.getState().train(0.8);
  expect((await engine.asked('train')).request).toMatchObject({ guess: 0.8 });
});

test.each([
  ['what was found', ['c', 'd'], { compared: [], penalty: 30 }, { read: ['c', 'd'], penalty: 30 }],
  ['what the recipe said, where nothing was left to find', null, null, { read: null, penalty: null }],
])(
  'learning from all photos goes on with what the other run read and its penalty: %s',
  async (_, read, choice, kept) => {
    const { store, asked } = await openStore();
    store.setState({ dataset, runs: [{ ...runOf('run-1'), read, choice }] });
    void store.getState().learnFromAll('run-1');
    const { request } = await asked('train');
    expect(request).toMatchObject({ measuredBy: 'run-1', recipe: { ...defaultRecipe, ...kept } });
  },
);

test('a job that begins again on a new engine draws its curves anew, without a jump back', async () => {
  const { job, status } = await training();
  for (const n of [1, 2, 3]) job.emit({ kind: 'epoch', metrics: epoch(n), kept: null });
  job.emit({ kind: 'preparing', what: 'Loading the pretrained model' });
  job.emit({ kind: 'epoch', metrics: epoch(1, 9), kept: null });
  expect(status()).toMatchObject({ history: [epoch(1, 9)] });
  job.emit({ kind: 'epoch', metrics: epoch(2, 8), kept: null });
  job.emit({ kind: 'epoch', metrics: epoch(1, 7), kept: null });
  expect(status()).toMatchObject({ history: [epoch(1, 7)] });
});

test('Stop aborts the job and is no failure; then Train begins again', async () => {
  const { store, asked, job, done, status } = await training();
  store.getState().stopTraining();
  expect(job.signal?.aborted).toBe(true);
  job.fail(cancelled);
  await done;
  expect(status()).toEqual({ kind: 'stopped' });
  void store.getState().train();
  await asked('train', 2);
});

test('the curves stay while pictures are read for the next stage', async () => {
  const { job, status } = await training();
  job.emit({ kind: 'epoch', metrics: epoch(1), kept: null });
  const progress = { done: 0, total: 2, rate: 0 };
  job.emit({ kind: 'extracting', upTo: 'res5a', progress });
  expect(status()).toMatchObject({ kind: 'extracting', upTo: 'res5a', history: [epoch(1)] });
});

test('Stop throws away what a checkpoint has', async () => {
  const { store, job, done, written } = await training();
  job.emit({ kind: 'epoch', metrics: epoch(1), kept: null });
  store.getState().stopTraining();
  job.fail(cancelled);
  await done;
  expect(written('unfinished')).toEqual([{ runId: job.request.runId, discarded: true }]);
  expect(store.getState().unfinished).toEqual([]);
});

test('Pause keeps what was learned; Resume goes on from it; another Pause takes its place', async () => {
  const { store, asked, job, done, status, written } = await training();
  const runId = job.request.runId;
  job.emit({ kind: 'epoch', metrics: epoch(1), kept: null });
  job.emit({ kind: 'epoch', metrics: epoch(2, 0.5, 1), kept: null });
  store.getState().pauseTraining();
  expect(job.signal?.aborted).toBe(true);
  job.fail(cancelled);
  await done;
  expect(status()).toEqual({ kind: 'paused', runId });
  expect(store.getState().unfinished).toMatchObject([
    { id: runId, recipe: defaultRecipe, history: [epoch(1), epoch(2, 0.5, 1)] },
  ]);
  expect(written('unfinished')).toEqual([]);

  const resuming = store.getState().resumeRun(runId);
  expect(store.getState().unfinished).toEqual([]);
  expect(status()).toMatchObject({ kind: 'preparing', history: [{ epoch: 1 }, { epoch: 2 }] });
  const resumed = await asked('resume');
  expect(resumed.request).toEqual({ runId });
  resumed.emit({ kind: 'epoch', metrics: epoch(3, 0.4, 1), kept: null });
  store.getState().pauseTraining();
  resumed.fail(cancelled);
  await resuming;
  expect(store.getState().unfinished.map(({ history }) => history.length)).toEqual([3]);

  const again = store.getState().resumeRun(runId);
  (await asked('resume', 2)).succeed(runOf(runId));
  await again;
  expect(store.getState()).toMatchObject({ unfinished: [], currentRunId: runId });
});

test('a stopped training is noted before the worker answers, until what it had learned is marked', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('fetch', async () => new Response('[]'));
  const { store, jobs, job, done, written } = await training();
  const { runId } = job.request;
  job.emit({ kind: 'epoch', metrics: epoch(1, 0.5, 1), kept: null });
  store.getState().stopTraining();
  expect(stoppedRun()).toBe(runId);
  job.fail(cancelled);
  await done;
  expect(written('unfinished')).toEqual([{ runId, discarded: true }]);

  // A tab that is opened now, the one before having been closed, takes no notice of the run.
  const next = await openStore();
  void next.store.getState().open();
  await vi.waitFor(() => expect(next.jobs('open')[0]?.request).toMatchObject({ stopped: runId }));

  expect(stoppedRun()).toBe(runId);
  jobs('write')[0]?.succeed(null);
  await vi.waitFor(() => expect(stoppedRun()).toBeNull());
  vi.unstubAllGlobals();
});

test('what fails while it is fine-tuned can go on, unless it has diverged', async () => {
  for (const [code, left] of [
    ['engine-lost', 1],
    ['diverged', 0],
  ] as const) {
    const { store, job, done, status, written } = await training();
    job.emit({ kind: 'epoch', metrics: epoch(1, 1, 1), kept: null });
    job.fail({ code, what: 'No.', todo: 'Else.' });
    await done;
    expect(status().kind).toBe('failed');
    expect(store.getState().unfinished).toHaveLength(left);
    expect(written('unfinished')).toHaveLength(1 - left);
  }
});

test('an unfinished run is discarded, and comes back to its place', async () => {
  const { store, written } = await openStore();
  const unfinishedOf = (id: string): UnfinishedRun => ({
    id,
    savedAt: id.charCodeAt(0),
    recipe: defaultRecipe,
    history: [],
  });
  store.setState({ unfinished: ['c', 'b', 'a'].map(unfinishedOf) });
  const ids = () => store.getState().unfinished.map(({ id }) => id);
  store.getState().discardRun('b');
  expect(ids()).toEqual(['c', 'a']);
  store.getState().undo();
  expect(ids()).toEqual(['c', 'b', 'a']);
  expect(store.getState().redoable).toEqual(['Discard unfinished run']);
  store.getState().redo();
  expect(ids()).toEqual(['c', 'a']);
  expect(written('unfinished')).toEqual([
    { runId: 'b', discarded: true },
    { runId: 'b', discarded: false },
    { runId: 'b', discarded: true },
  ]);
});

test('a failure is shown as it is told', async () => {
  const { job, done, status } = await training();
  const failure = { code: 'diverged', what: 'Too far.', todo: 'Go slower.' } as const;
  job.fail(failure);
  await done;
  expect(status()).toEqual({ kind: 'failed', failure });
});

test('nothing is trained twice at a time, nor with a data set that is not ready', async () => {
  const { store, jobs } = await training();
  await store.getState().train();
  expect(jobs('train')).toHaveLength(1);
  const empty = await openStore();
  await empty.store.getState().train();
  expect(empty.jobs('train')).toHaveLength(0);
});

test('a deleted run is marked on disk, and comes back to its place', async () => {
  const { store, written } = await openStore();
  store.setState({ runs: ['c', 'b', 'a'].map(runOf), currentRunId: 'b' });
  const ids = () => store.getState().runs.map(({ id }) => id);
  store.getState().deleteRun('b');
  expect(ids()).toEqual(['c', 'a']);
  expect(store.getState().currentRunId).toBe('c');
  store.getState().undo();
  expect(ids()).toEqual(['c', 'b', 'a']);
  expect(store.getState().currentRunId).toBe('b');
  expect(store.getState().redoable).toEqual(['Delete run']);
  store.getState().redo();
  expect(ids()).toEqual(['c', 'a']);
  expect(written('runs').map(({ id, deleted }) => [id, deleted])).toEqual([
    ['b', true],
    ['b', false],
    ['b', true],
  ]);
});

test('opening the test split evaluates its photos, and counts how often', async () => {
  const { store, jobs, written } = await openStore();
  store.setState({ dataset, runs: [runOf('a')], currentRunId: 'a' });
  const test: EvaluationSummary = { split: 'test', loss: 0.1, total: 1, correct: 1 };
  for (const times of [1, 2]) {
    const opening = store.getState().openTest();
    expect(store.getState().evaluating).toBe('test');
    const job = jobs('evaluate').at(-1);
    expect(job?.request).toMatchObject({ samples: [{ id: '3' }], views: 0 });
    job?.succeed(test);
    await opening;
    const opened = { ...runOf('a'), test, testOpened: times };
    expect(store.getState()).toMatchObject({ evaluating: null, runs: [opened] });
    expect(written('runs').at(-1)).toEqual(opened);
  }
});

test('test-time augmentation goes with the evaluation', async () => {
  const { store, jobs } = await openStore();
  store.setState({ dataset, runs: [runOf('a')], currentRunId: 'a', testViews: 4 });
  void store.getState().openTest();
  expect(jobs('evaluate')[0]?.request.views).toBe(4);
});

test('the engine’s state follows what becomes of the worker', async () => {
  const { store, jobs, listener, restart } = await openStore();
  const kind = () => store.getState().engine.kind;
  expect(kind()).toBe('idle');
  const choosing = store.getState().chooseBackend('auto');
  expect(kind()).toBe('starting');
  jobs('start')[0]?.succeed(backend);
  await choosing;
  expect(store.getState().engine).toEqual({ kind: 'ready', backend });
  expect(restart).not.toHaveBeenCalled();

  listener.onRestart('It died.');
  expect(store.getState().engine).toEqual({ kind: 'restarting', why: 'It died.' });
  listener.onRestarted(backend);
  expect(kind()).toBe('ready');

  // tfjs can't change backends under a loaded model.
  const changing = store.getState().chooseBackend('cpu');
  expect(restart).toHaveBeenCalledOnce();
  expect(jobs('start')[1]?.request.backend).toBe('cpu');
  jobs('start')[1]?.fail({ code: 'backend-unavailable', what: 'No.', todo: 'Else.' });
  await changing;
  expect(kind()).toBe('failed');
});

test('of two choices of a backend in flight the last wins, whichever answers first', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const { store, jobs } = await openStore();
    const first = store.getState().chooseBackend('webgl');
    const second = store.getState().chooseBackend('wasm');
    expect(jobs('start').map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    for (const i of order)
      if (i === 0) jobs('start')[0]?.fail(cancelled);
      else jobs('start')[1]?.succeed(backend);
    await Promise.all([first, second]);
    expect(store.getState()).toMatchObject({ backendChoice: 'wasm', engine: { kind: 'ready', backend } });
  }
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runSaying } from '../../../test-support/core/prediction/fake-runs.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { toColumns, toldColumns } from '../../core/evaluation/answer-columns.ts';
import { evaluate } from '../../core/evaluation/evaluate.ts';
import { noAnswers, type Run, withAnswers, withoutAnswers } from '../../core/training/run.ts';

/** Node has none. */
class Bitmap {
  readonly close = vi.fn();
}
const bitmap = () => new Bitmap() as unknown as ImageBitmap & Bitmap;

beforeEach(() => {
  vi.stubGlobal('ImageBitmap', Bitmap);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function ready() {
  const engine = await openStore();
  engine.store.setState({ currentRunId: 'run' });
  return { ...engine, state: () => engine.store.getState() };
}
const answer = (...probabilities: number[]) => ({ probabilities, scores: [3.5], milliseconds: 12 });

test('the five most probable classes, the most probable first', async () => {
  const { state, jobs } = await ready();
  const done = state().predict(new Blob());
  expect(state().predicting).toBe(true);
  expect(jobs('predict')[0]?.request.members[0]?.runId).toBe('run');
  jobs('predict')[0]?.succeed(answer(0.05, 0.3, 0.1, 0.25, 0.02, 0.28));
  await done;
  expect(state()).toMatchObject({
    predicting: false,
    prediction: {
      members: [{ runId: 'run', weight: 1 }],
      milliseconds: 12,
      scores: [3.5],
      top: [
        { label: 1, probability: 0.3 },
        { label: 5, probability: 0.28 },
        { label: 3, probability: 0.25 },
        { label: 2, probability: 0.1 },
        { label: 0, probability: 0.05 },
      ],
    },
  });
});

test('of the frames that come while one is at work only the latest waits, the others are closed', async () => {
  const { state, jobs } = await ready();
  const [first, second, third] = [bitmap(), bitmap(), bitmap()];
  const done = state().predict(first);
  void state().predict(second);
  void state().predict(third);
  expect(jobs('predict')[0]?.transfer).toEqual([first]);
  expect(second.close).toHaveBeenCalledOnce();
  jobs('predict')[0]?.succeed(answer(1, 0));
  await vi.waitFor(() => expect(jobs('predict')).toHaveLength(2));
  expect(jobs('predict')[1]?.transfer).toEqual([third]);
  jobs('predict')[1]?.succeed(answer(0, 1));
  await done;
  expect(state().prediction?.top[0]?.label).toBe(1);
  expect(third.close).not.toHaveBeenCalled();
});

test('a picture that was taken away while it was looked at is not answered any more', async () => {
  const { state, jobs } = await ready();
  const waiting = bitmap();
  const done = state().predict(new Blob());
  void state().predict(waiting);
  state().clearPrediction();
  expect(waiting.close).toHaveBeenCalledOnce();
  jobs('predict')[0]?.succeed(answer(1, 0));
  await done;
  expect(state()).toMatchObject({ prediction: null, predicting: false });

  const next = state().predict(new Blob());
  jobs('predict')[1]?.succeed(answer(0, 1));
  await next;
  expect(state().prediction?.top[0]?.label).toBe(1);
});

test('an answer in flight is dropped when another run is chosen, and so is its failure', async () => {
  const { store, state, jobs } = await ready();
  const done = state().predict(new Blob());
  state().chooseRun('another');
  jobs('predict')[0]?.succeed(answer(1, 0));
  await done;
  expect(state()).toMatchObject({ prediction: null, predicting: false });
  const failing = state().predict(new Blob());
  store.setState({ currentRunId: 'run' });
  jobs('predict')[1]?.fail({ code: 'not-found', what: 'Gone.', todo: 'Train again.' });
  await failing;
  expect(state()).toMatchObject({ prediction: null, notices: [] });
});

test('a camera’s answers are not smoothed over two runs', async () => {
  const { state, jobs } = await ready();
  state().setSmoothing(1000);
  const first = state().predict(bitmap());
  jobs('predict')[0]?.succeed(answer(1, 0));
  await first;
  state().chooseRun('another');
  const second = state().predict(bitmap());
  jobs('predict')[1]?.succeed(answer(0, 1));
  await second;
  expect(state().prediction?.top[0]).toEqual({ label: 1, probability: 1 });
});

test('without a run there is no answer, and the frame is closed', async () => {
  const { store, jobs } = await openStore();
  const frame = bitmap();
  await store.getState().predict(frame);
  expect(jobs('predict')).toHaveLength(0);
  expect(frame.close).toHaveBeenCalledOnce();
});

test('a picture that can’t be read is told of, and the next one is answered', async () => {
  const { state, jobs } = await ready();
  const failure = { code: 'damaged-image', what: 'Cut off.', todo: 'Take another.' } as const;
  const first = state().predict(new Blob());
  jobs('predict')[0]?.fail(failure);
  await first;
  expect(state().notices).toMatchObject([{ tone: 'error', stage: 'use', failures: [failure] }]);
  const second = state().predict(new Blob());
  jobs('predict')[1]?.succeed(answer(1, 0));
  await second;
  expect(state().prediction).not.toBeNull();
});

test('test-time augmentation goes with each picture; a change of it clears what was said without', async () => {
  const { state, jobs } = await ready();
  const asking = state().predict(new Blob());
  jobs('predict')[0]?.succeed(answer(1));
  await asking;
  expect(state().prediction).not.toBeNull();
  state().setTestViews(4);
  expect(state().prediction).toBeNull();
  void state().predict(new Blob());
  expect(jobs('predict').map(({ request }) => request.views)).toEqual([0, 4]);
});

/** Ten validation photos of two classes; the lower the number, the less it looks like either. */
const validation = evaluate(
  'validation',
  Array.from({ length: 10 }, (_, i) => ({
    sampleId: String(i),
    label: 0,
    logits: Float32Array.of(1, 0),
    score: 100 * i,
  })),
);
const runOf = (judged: boolean): Run =>
  withoutAnswers(withAnswers(runSaying('run', []), { ...noAnswers, ...(judged && { validation }) }));

test('how strict “none of these” is belongs to the run, is stored, and can be turned off', async () => {
  const { store, state, written, asked } = await ready();
  store.setState({ runs: [runOf(true)] });
  const setting = state().setUnknown('run', 0.9);
  const reading = await asked('answers');
  expect(reading.request).toEqual({ runId: 'run' });
  reading.succeed({ train: null, validation: toldColumns(toColumns(validation)), test: null });
  await setting;
  // One of ten is turned away: the one of score 0. The next has 100.
  expect(state().runs[0]?.unknown).toEqual({ score: 'distance', threshold: 100, keeps: 0.9 });
  expect(written('runs')[0]?.unknown).toEqual(state().runs[0]?.unknown);
  await state().setUnknown('run', null);
  expect(state().runs[0]?.unknown).toBeNull();
  expect(written('runs')).toHaveLength(2);
});

test('without validation photos there is no limit to set', async () => {
  const { store, state, asked } = await ready();
  store.setState({ runs: [runOf(false)] });
  const setting = state().setUnknown('run', 0.95);
  (await asked('answers')).succeed({ train: null, validation: null, test: null });
  await setting;
  await state().setUnknown('another', 0.95);
  expect(state().runs[0]?.unknown).toBeNull();
});

test('a limit that can’t be found says so and stays what it was', async () => {
  const { store, state, asked } = await ready();
  store.setState({ runs: [runOf(true)] });
  const setting = state().setUnknown('run', 0.95);
  const failure = { code: 'no-storage', what: 'Gone.', todo: 'Reload.' } as const;
  (await asked('answers')).fail(failure);
  await setting;
  expect(state().runs[0]?.unknown).toBeNull();
  expect(state().notices).toMatchObject([{ tone: 'error', stage: 'use', failures: [failure] }]);
});

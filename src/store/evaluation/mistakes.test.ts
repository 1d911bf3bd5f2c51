import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import type { Saliency } from '../../core/evaluation/saliency.ts';
import { alone } from '../../core/prediction/ensemble.ts';

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
  return { ...engine, state: () => engine.store.getState(), jobs: () => engine.jobs('saliency') };
}

const run = alone('run');

const answer = (label: number): Saliency => ({
  label,
  method: 'cam',
  width: 1,
  height: 1,
  values: Float32Array.of(1),
  probabilities: [1],
  milliseconds: 5,
});

test('a photo’s neighbours are looked for among the training photos as they are now', async () => {
  const { store, jobs } = await openStore();
  const samples = [
    { id: 'a', split: 'train', excluded: false },
    { id: 'b', split: 'validation', excluded: false },
    { id: 'c', split: 'train', excluded: true },
  ] as Sample[];
  store.setState(({ dataset }) => ({ dataset: { ...dataset, samples } }));
  const asking = store.getState().neighbours('run', 'hash', 6);
  const [job] = jobs('neighbours');
  expect(job?.request).toEqual({ runId: 'run', hashes: ['hash'], samples: [samples[0]], count: 6 });
  job?.succeed([[{ sampleId: 'a', similarity: 0.9 }]]);
  expect(await asking).toEqual([{ sampleId: 'a', similarity: 0.9 }]);
});

test('the search for neighbours tells how far it is and can be stopped', async () => {
  const { store, jobs } = await openStore();
  const stop = new AbortController();
  const onProgress = vi.fn();
  const asking = store.getState().neighbours('run', 'hash', 6, { signal: stop.signal, onProgress });
  const progress = { done: 4, total: 90, rate: 30 };
  jobs('neighbours')[0]?.emit({ kind: 'extracting', upTo: null, progress });
  expect(onProgress).toHaveBeenCalledExactlyOnceWith(progress);
  stop.abort();
  expect(jobs('neighbours')[0]?.signal?.aborted).toBe(true);
  jobs('neighbours')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  expect(await asking).toBeNull();
  expect(await store.getState().neighbours('run', 'hash', 6, { signal: stop.signal })).toBeNull();
  expect(jobs('neighbours')).toHaveLength(1);
});

test('while one map is made only the latest call waits; the others are answered with null', async () => {
  const { state, jobs } = await ready();
  const first = state().saliency(run, 'a', null, 'cam');
  const second = state().saliency(run, 'b', null, 'cam');
  const third = state().saliency(run, 'c', 2, 'cam');
  expect(await second).toBeNull();
  expect(jobs()).toHaveLength(1);
  jobs()[0]?.succeed(answer(0));
  expect(await first).toMatchObject({ label: 0 });
  await vi.waitFor(() => expect(jobs()).toHaveLength(2));
  expect(jobs()[1]?.request).toEqual({ members: run, image: 'c', label: 2, method: 'cam' });
  jobs()[1]?.succeed(answer(2));
  expect(await third).toMatchObject({ label: 2 });
});

test('a newer call stops an occlusion, and so does its own signal; progress is told', async () => {
  const { state, jobs } = await ready();
  const cancelled = { code: 'cancelled', what: 'Stopped.', todo: '' } as const;
  const onProgress = vi.fn();
  const slow = state().saliency(run, 'a', 0, 'occlusion', { onProgress });
  jobs()[0]?.emit({ kind: 'step', done: 3, total: 100 });
  expect(onProgress).toHaveBeenCalledExactlyOnceWith({ done: 3, total: 100, rate: 0 });
  const next = state().saliency(run, 'b', null, 'cam');
  expect(jobs()[0]?.signal?.aborted).toBe(true);
  jobs()[0]?.fail(cancelled);
  expect(await slow).toBeNull();
  await vi.waitFor(() => expect(jobs()).toHaveLength(2));
  jobs()[1]?.succeed(answer(1));
  expect(await next).toMatchObject({ label: 1 });

  const stop = new AbortController();
  const stopped = state().saliency(run, 'b', 1, 'occlusion', { signal: stop.signal });
  stop.abort();
  expect(jobs()[2]?.signal?.aborted).toBe(true);
  jobs()[2]?.fail(cancelled);
  expect(await stopped).toBeNull();
  expect(state().notices).toEqual([]);
});

test('a frame goes over to the worker; one that is replaced while it waits is closed', async () => {
  const { state, jobs } = await ready();
  const [first, second, third] = [bitmap(), bitmap(), bitmap()];
  const done = state().saliency(run, first, null, 'cam');
  const replaced = state().saliency(run, second, null, 'cam');
  const last = state().saliency(run, third, null, 'cam');
  expect(await replaced).toBeNull();
  expect(second.close).toHaveBeenCalledOnce();
  expect(jobs()[0]?.transfer).toEqual([first]);
  jobs()[0]?.succeed(answer(0));
  await done;
  await vi.waitFor(() => expect(jobs()).toHaveLength(2));
  expect(jobs()[1]?.transfer).toEqual([third]);
  jobs()[1]?.succeed(answer(0));
  await last;
  for (const sent of [first, third]) expect(sent.close).not.toHaveBeenCalled();
});

test('a frame in Use and a photo in Evaluate don’t replace each other', async () => {
  const { state, jobs } = await ready();
  const frame = state().saliency(run, bitmap(), null, 'cam');
  const photo = state().saliency(run, 'a', null, 'cam');
  expect(jobs()).toHaveLength(2);
  jobs()[0]?.succeed(answer(0));
  jobs()[1]?.succeed(answer(1));
  expect(await frame).toMatchObject({ label: 0 });
  expect(await photo).toMatchObject({ label: 1 });
});

test('a picture that can’t be read is the caller’s to tell, and the next one is looked at', async () => {
  const { state, jobs } = await ready();
  const failure = { code: 'damaged-image', what: 'Cut off.', todo: 'Take another.' } as const;
  const first = state().saliency(run, 'a', null, 'cam');
  const second = state().saliency(run, 'b', null, 'cam');
  jobs()[0]?.fail(failure);
  await expect(first).rejects.toMatchObject({ failure });
  await vi.waitFor(() => expect(jobs()).toHaveLength(2));
  jobs()[1]?.succeed(answer(1));
  expect(await second).toMatchObject({ label: 1 });
});

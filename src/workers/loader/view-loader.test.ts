import { expect, test, vi } from 'vitest';
import { FakeWorker } from '../../../test-support/workers/runtime/fake-worker.ts';
import { type Failure, FailureError } from '../../core/project/failure.ts';
import type { Drawing, LoadReply, LoadRequest } from './messages.ts';
import { loaderWorkers, SILENCE_MS, startViewLoader } from './view-loader.ts';

const damaged: Failure = { code: 'damaged-image', what: 'w', file: 'a.jpg', todo: 't' };
const pixels = (value: number) => [new Uint8ClampedArray(16).fill(value)];
const picture = (hash: string) => ({ hash, file: `${hash}.jpg`, views: [null] });

function setUp(count: number, stop = new AbortController()) {
  const workers: FakeWorker<LoadRequest, LoadReply>[] = [];
  const create = () => {
    const worker = new FakeWorker<LoadRequest, LoadReply>();
    workers.push(worker);
    return worker as unknown as Worker;
  };
  const drawHere = async ({ hash, size }: Drawing) => {
    if (hash === 'broken') throw new FailureError(damaged);
    return [new Uint8ClampedArray([hash.charCodeAt(0), size])];
  };
  const loader = startViewLoader(create, drawHere, count, 224, stop.signal);
  const asked = () => workers.map(({ posted }) => posted.map(({ hash }) => hash));
  return { loader, workers, asked, stop };
}

test('the cores that the model leaves draw, four at most', () => {
  expect([1, 2, 4, 16].map(loaderWorkers)).toEqual([1, 1, 3, 4]);
});

test('photos are dealt out in turn, and each answer finds who asked', async () => {
  const { loader, workers, asked } = setUp(2);
  const loading = ['a', 'b', 'c'].map((hash) => loader.load(picture(hash)));
  expect(asked()).toEqual([['a', 'c'], ['b']]);
  expect(workers[0]?.posted[0]).toEqual({ id: 0, hash: 'a', file: 'a.jpg', views: [null], size: 224 });
  workers[1]?.says({ id: 1, pixels: pixels(1) });
  workers[0]?.says({ id: 2, pixels: pixels(2) });
  workers[0]?.says({ id: 0, pixels: pixels(0) });
  expect(await Promise.all(loading)).toEqual([pixels(0), pixels(1), pixels(2)]);
});

test('a photo that can not be drawn is told, and the others go on', async () => {
  const { loader, workers } = setUp(1);
  const first = loader.load(picture('a'));
  const second = loader.load(picture('b'));
  workers[0]?.says({ id: 0, failure: damaged });
  workers[0]?.says({ id: 1, pixels: pixels(7) });
  await expect(first).rejects.toMatchObject({ failure: damaged });
  expect(await second).toEqual(pixels(7));
});

test('where the workers can not be loaded, all is drawn here, what is under way and what comes', async () => {
  const { loader, workers } = setUp(2);
  const underWay = ['a', 'broken', 'c'].map((hash) => loader.load(picture(hash)));
  workers[1]?.says({ id: 1, failure: damaged });
  for (const worker of workers) worker.dispatchEvent(new Event('error'));
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  const later = ['d', 'broken'].map((hash) => loader.load(picture(hash)));
  const drawn = await Promise.allSettled([...underWay, ...later]);
  const here = (hash: string) => ({
    status: 'fulfilled',
    value: [new Uint8ClampedArray([hash.charCodeAt(0), 224])],
  });
  const broken = { status: 'rejected', reason: expect.objectContaining({ failure: damaged }) };
  expect(drawn).toEqual([here('a'), broken, here('c'), here('d'), broken]);
  expect(workers.flatMap(({ posted }) => posted)).toHaveLength(3);
});

test('where one says nothing to its first photo, all is drawn here; one that has spoken may take its time', async () => {
  vi.useFakeTimers();
  try {
    const { loader, workers } = setUp(2);
    const [first, second, third] = ['a', 'b', 'c'].map((hash) => loader.load(picture(hash)));
    workers[0]?.says({ id: 0, pixels: pixels(7) });
    expect(await first).toEqual(pixels(7));
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
    const here = (hash: string) => [new Uint8ClampedArray([hash.charCodeAt(0), 224])];
    expect(await Promise.all([second, third])).toEqual([here('b'), here('c')]);

    const patient = setUp(1);
    const begun = patient.loader.load(picture('a'));
    patient.workers[0]?.says({ id: 0, pixels: pixels(1) });
    await begun;
    void patient.loader.load(picture('b'));
    await vi.advanceTimersByTimeAsync(10 * SILENCE_MS);
    expect(patient.workers[0]?.terminated).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test('stopped, nothing more is drawn here', async () => {
  const { loader, workers, stop } = setUp(1);
  const first = loader.load(picture('a'));
  workers[0]?.dispatchEvent(new Event('error'));
  stop.abort();
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  await expect(loader.load(picture('b'))).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([
  ['stopped', 'AbortError', ({ stop }: ReturnType<typeof setUp>) => stop.abort()],
  ['closed', 'AbortError', ({ loader }: ReturnType<typeof setUp>) => loader.close()],
  [
    'with an error of its own',
    'Error',
    ({ workers }: ReturnType<typeof setUp>) =>
      workers[1]?.dispatchEvent(Object.assign(new Event('error'), { message: 'x is not defined' })),
  ],
])('a loader %s ends its workers and rejects what is under way and what comes', async (_, name, end) => {
  const set = setUp(2);
  const { loader, workers } = set;
  const underWay = loader.load(picture('a'));
  end(set);
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  await expect(underWay).rejects.toMatchObject({ name });
  await expect(loader.load(picture('b'))).rejects.toMatchObject({ name });
  expect(workers.flatMap(({ posted }) => posted)).toHaveLength(1);
});

test('what is stopped already starts no worker', () => {
  const stop = new AbortController();
  stop.abort();
  expect(() => setUp(2, stop)).toThrow(expect.objectContaining({ name: 'AbortError' }));
});

import { expect, test } from 'vitest';
import type { Failure } from '../../core/project/failure.ts';
import { FakeWorker } from '../fake-worker.ts';
import type { LoadReply, LoadRequest } from './messages.ts';
import { loaderWorkers, startViewLoader } from './view-loader.ts';

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
  const loader = startViewLoader(create, count, 224, stop.signal);
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

test.each([
  ['stopped', 'AbortError', ({ stop }: ReturnType<typeof setUp>) => stop.abort()],
  ['closed', 'AbortError', ({ loader }: ReturnType<typeof setUp>) => loader.close()],
  [
    'that could not be loaded',
    'Error',
    ({ workers }: ReturnType<typeof setUp>) => workers[1]?.dispatchEvent(new Event('error')),
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

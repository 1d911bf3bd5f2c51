import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeEngine } from '../../../test-support/workers/runtime/fake-worker.ts';
import type { BackendInfo } from '../../core/backbone/backend.ts';
import { type ClientListener, createClient } from './client.ts';

const backend: BackendInfo = { name: 'wasm', reason: 'r', device: null, hardware: true, threads: 1 };
const start = { backend: 'auto', threads: null, base: 'http://localhost/' } as const;

let workers: FakeEngine[] = [];
/** Who waits for a worker's lock. */
let waiting: Map<string, () => void>;

function setUp() {
  const listener = {
    onStalled: vi.fn(),
    onFault: vi.fn(),
    onKeeping: vi.fn(),
    onRestart: vi.fn<ClientListener['onRestart']>(),
    onRestarted: vi.fn<ClientListener['onRestarted']>(),
    onFailed: vi.fn<ClientListener['onFailed']>(),
  };
  const client = createClient(() => {
    const worker = new FakeEngine();
    workers.push(worker);
    return worker as unknown as Worker;
  }, listener);
  return { client, listener };
}

/** The n-th worker that was started. */
function worker(n: number): FakeEngine {
  const found = workers[n - 1];
  if (!found) throw new Error(`There is no worker ${n}.`);
  return found;
}
const ready = (n: number) => worker(n).says({ type: 'ready', lock: `lock ${n}` });
/** As the browser does when a worker is gone: its lock goes to the one who waits. */
const dies = (n: number) => waiting.get(`lock ${n}`)?.();

beforeEach(() => {
  workers = [];
  waiting = new Map();
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {
    locks: {
      request: (name: string, granted: () => void) => {
        waiting.set(name, granted);
        return new Promise(() => {});
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a job', () => {
  test('tells its events, then its result', async () => {
    const { client } = setUp();
    const onEvent = vi.fn();
    const result = client.run('import', { files: [] }, { onEvent });
    expect(worker(1).posted).toEqual([{ type: 'run', id: 1, kind: 'import', request: { files: [] } }]);
    const events = [0, 1].map((done) => ({
      kind: 'progress' as const,
      progress: { done, total: 2, rate: 1 },
    }));
    for (const event of events) worker(1).says({ type: 'event', id: 1, event });
    worker(1).says({ type: 'result', id: 1, result: null });
    expect(await result).toBeNull();
    expect(onEvent.mock.calls).toEqual(events.map((event) => [event]));
  });

  test('fails with the worker’s failure', async () => {
    const { client } = setUp();
    const failure = { code: 'not-found', what: 'Gone.', todo: 'Look elsewhere.' } as const;
    const result = client.run('image', { hash: 'abc' });
    worker(1).says({ type: 'failure', id: 1, failure });
    await expect(result).rejects.toMatchObject({ failure });
  });

  test('runs beside others, whose answers may come in any order', async () => {
    const { client } = setUp();
    const first = client.run('thumbnails', { hashes: ['a'] });
    const second = client.run('thumbnails', { hashes: ['b'] });
    const blob = new Blob();
    worker(1).says({ type: 'result', id: 2, result: [blob] });
    worker(1).says({ type: 'result', id: 1, result: [null] });
    expect(await Promise.all([first, second])).toEqual([[null], [blob]]);
  });

  test('hands over what is to be transferred', () => {
    const { client } = setUp();
    const bitmap = new ArrayBuffer(4);
    void client.run(
      'predict',
      { members: [{ runId: 'r', weight: 1 }], image: new Blob(), views: 0 },
      { transfer: [bitmap] },
    );
    expect(worker(1).transferred).toEqual([bitmap]);
  });
});

describe('cancelling', () => {
  test('rejects at once; the worker that answers in time goes on', async () => {
    const { client, listener } = setUp();
    const controller = new AbortController();
    const onEvent = vi.fn();
    const result = client.run('import', { files: [] }, { signal: controller.signal, onEvent });
    controller.abort();
    await expect(result).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(worker(1).asked).toEqual(['import 1', 'cancel 1']);
    // What it still tells is of no interest.
    worker(1).says({ type: 'event', id: 1, event: { kind: 'images', images: [] } });
    expect(onEvent).not.toHaveBeenCalled();
    worker(1).says({
      type: 'failure',
      id: 1,
      failure: { code: 'cancelled', what: 'Stopped.', todo: '' },
    });
    vi.advanceTimersByTime(10_000);
    expect(listener.onRestart).not.toHaveBeenCalled();
  });

  test('a worker that does not answer within two seconds is replaced, and other jobs begin again', async () => {
    const { client, listener } = setUp();
    const controller = new AbortController();
    const stuck = client.run('import', { files: [] }, { signal: controller.signal });
    ready(1);
    const other = client.run('image', { hash: 'abc' });
    controller.abort();
    await expect(stuck).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    vi.advanceTimersByTime(1999);
    expect(worker(1).terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker(1).terminated).toBe(true);
    expect(listener.onRestart).toHaveBeenCalledOnce();
    expect(worker(2).asked).toEqual(['image 2']);
    const blob = new Blob();
    worker(2).says({ type: 'result', id: 2, result: blob });
    expect(await other).toBe(blob);
  });

  test('a cancelled job does not begin again when the worker dies before it answered', async () => {
    const { client, listener } = setUp();
    const controller = new AbortController();
    const result = client.run('import', { files: [] }, { signal: controller.signal });
    ready(1);
    controller.abort();
    await expect(result).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    dies(1);
    expect(worker(2).asked).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(listener.onRestart).toHaveBeenCalledOnce();
  });

  test('a job whose signal was aborted before is not begun', async () => {
    const { client } = setUp();
    const result = client.run('open', { sweep: true, stopped: null }, { signal: AbortSignal.abort() });
    await expect(result).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(workers).toEqual([]);
  });

  test('no worker is begun before the first job', () => {
    const { client } = setUp();
    expect(workers).toEqual([]);
    void client.run('open', { sweep: true, stopped: null });
    expect(workers).toHaveLength(1);
  });

  test('a job that has its result is not cancelled', async () => {
    const { client, listener } = setUp();
    const controller = new AbortController();
    const result = client.run('image', { hash: 'abc' }, { signal: controller.signal });
    worker(1).says({ type: 'result', id: 1, result: new Blob() });
    await result;
    controller.abort();
    vi.advanceTimersByTime(10_000);
    expect(worker(1).asked).toEqual(['image 1']);
    expect(listener.onRestart).not.toHaveBeenCalled();
  });
});

describe('a worker that died', () => {
  test('is noticed by its lock; the new one is started the same way first, then the jobs begin again', async () => {
    const { client, listener } = setUp();
    const starting = client.run('start', start);
    ready(1);
    worker(1).says({ type: 'result', id: 1, result: backend });
    expect(await starting).toEqual(backend);
    const image = client.run('image', { hash: 'abc' });

    dies(1);
    expect(listener.onRestart).toHaveBeenCalledWith(expect.stringContaining('browser'));
    expect(worker(1).terminated).toBe(true);
    expect(worker(2).asked).toEqual(['start 3', 'image 2']);
    expect(worker(2).posted[0]).toMatchObject({ request: start });
    worker(2).says({ type: 'result', id: 3, result: backend });
    expect(listener.onRestarted).toHaveBeenCalledWith(backend);
    const blob = new Blob();
    worker(2).says({ type: 'result', id: 2, result: blob });
    expect(await image).toBe(blob);
    expect(listener.onFailed).not.toHaveBeenCalled();
  });

  test.each([
    [
      'says that its device is lost',
      () => worker(1).says({ type: 'lost', why: 'No graphics.' }),
      'No graphics.',
    ],
    [
      'has an error that nobody caught',
      () => worker(1).dispatchEvent(Object.assign(new Event('error'), { message: 'Out of memory.' })),
      'Out of memory.',
    ],
  ])('or %s: the reason is told', (_, happens, why) => {
    const { client, listener } = setUp();
    void client.run('image', { hash: 'abc' });
    ready(1);
    happens();
    expect(listener.onRestart).toHaveBeenCalledExactlyOnceWith(why);
    expect(workers).toHaveLength(2);
  });

  test('a start under way is not asked for twice', async () => {
    const { client } = setUp();
    const starting = client.run('start', start);
    void client.run('image', { hash: 'abc' });
    ready(1);
    dies(1);
    expect(worker(2).asked).toEqual(['start 1', 'image 2']);
    worker(2).says({ type: 'result', id: 1, result: backend });
    expect(await starting).toEqual(backend);
  });

  test('a job whose objects were handed over can not begin again', async () => {
    const { client } = setUp();
    const transfer = [new ArrayBuffer(4)];
    const result = client.run(
      'predict',
      { members: [{ runId: 'r', weight: 1 }], image: new Blob(), views: 0 },
      { transfer },
    );
    ready(1);
    dies(1);
    await expect(result).rejects.toMatchObject({ failure: { code: 'engine-lost' } });
    expect(worker(2).asked).toEqual([]);
  });

  test('what it still says does not count, nor that its lock is free', () => {
    const { client, listener } = setUp();
    const settled = vi.fn();
    client.run('image', { hash: 'abc' }).then(settled, settled);
    ready(1);
    client.restart('You chose another backend.');
    ready(2);
    worker(1).says({ type: 'result', id: 1, result: new Blob() });
    worker(1).says({ type: 'lost', why: 'again' });
    dies(1);
    expect(listener.onRestart).toHaveBeenCalledExactlyOnceWith('You chose another backend.');
    expect(settled).not.toHaveBeenCalled();
    expect(workers).toHaveLength(2);
  });

  test('a job that takes three workers with it is given up', async () => {
    const { client, listener } = setUp();
    const result = client.run('image', { hash: 'deadly' });
    for (const n of [1, 2, 3]) {
      ready(n);
      expect(worker(n).asked).toEqual(['image 1']);
      dies(n);
    }
    await expect(result).rejects.toMatchObject({ failure: { code: 'engine-lost' } });
    expect(worker(4).asked).toEqual([]);
    expect(listener.onFailed).not.toHaveBeenCalled();
  });
});

describe('workers that are never ready', () => {
  const fails = (n: number) => worker(n).dispatchEvent(new Event('error'));

  test('are given up after three, with what waited for them; the next job tries once more', async () => {
    const { client, listener } = setUp();
    const waited = client.run('open', { sweep: true, stopped: null });
    for (const n of [1, 2, 3]) fails(n);
    await expect(waited).rejects.toMatchObject({ failure: { code: 'engine-lost' } });
    expect(workers).toHaveLength(3);
    expect(listener.onFailed).toHaveBeenCalledOnce();

    const starting = client.run('start', start);
    expect(worker(4).asked).toEqual(['start 2']);
    ready(4);
    worker(4).says({ type: 'result', id: 2, result: backend });
    expect(await starting).toEqual(backend);
  });

  test('one that was ready in between begins the count anew', () => {
    const { client, listener } = setUp();
    // The job itself is given up after three workers; the fourth failure is not yet the third in a row.
    client.run('start', start).catch(() => undefined);
    fails(1);
    fails(2);
    ready(3);
    fails(3);
    fails(4);
    expect(listener.onFailed).not.toHaveBeenCalled();
    expect(workers).toHaveLength(5);
  });
});

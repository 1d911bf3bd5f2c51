import { expect, test, vi } from 'vitest';
import { Shared } from './shared.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('it is loaded once, and disposed of when the last one lets go', async () => {
  const dispose = vi.fn();
  const load = vi.fn(async () => 'thing');
  const shared = new Shared<string>(dispose);
  const [first, second] = [shared.claim('a', load), shared.claim('a', load)];
  expect(await first.thing).toBe('thing');
  expect(await second.thing).toBe('thing');
  expect(load).toHaveBeenCalledOnce();
  first.release();
  first.release();
  await settled();
  expect(dispose).not.toHaveBeenCalled();
  second.release();
  await settled();
  expect(dispose).toHaveBeenCalledExactlyOnceWith('thing');
});

test('let go while it loads, it is disposed of when it has come; claimed again, it is loaded again', async () => {
  const dispose = vi.fn();
  const shared = new Shared<string>(dispose);
  let arrive = (_: string) => {};
  const slow = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  shared.claim('a', () => slow).release();
  const again = shared.claim('a', async () => 'second');
  arrive('first');
  expect(await again.thing).toBe('second');
  await settled();
  expect(dispose.mock.calls).toEqual([['first']]);
});

test('what could not be loaded is tried again', async () => {
  const dispose = vi.fn();
  const shared = new Shared<string>(dispose);
  const failed = shared.claim('a', () => Promise.reject(new Error('no network')));
  await expect(failed.thing).rejects.toThrow('no network');
  const again = shared.claim('a', async () => 'thing');
  failed.release();
  expect(await again.thing).toBe('thing');
  await settled();
  expect(dispose).not.toHaveBeenCalled();
});

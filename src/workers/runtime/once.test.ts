import { expect, test, vi } from 'vitest';
import { once } from './once.ts';

test('what is asked for while it loads comes in the order in which it was asked for', async () => {
  const loads: ((module: string) => void)[] = [];
  const get = once(() => new Promise<string>((resolve) => loads.push(resolve)));
  const order: number[] = [];
  const both = Promise.all([1, 2].map((n) => get().then(() => order.push(n))));
  // Were there two, the second would be done first.
  for (const resolve of loads.toReversed()) resolve('module');
  await both;
  expect(order).toEqual([1, 2]);
});

test('after a failure it is loaded again', async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('gone'))
    .mockResolvedValue('here');
  const get = once(load);
  await expect(get()).rejects.toThrow('gone');
  await expect(get()).resolves.toBe('here');
  await expect(get()).resolves.toBe('here');
  expect(load).toHaveBeenCalledTimes(2);
});

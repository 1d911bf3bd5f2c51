import { expect, test, vi } from 'vitest';
import { Loaded } from './loaded.ts';

/** Things called by their keys. */
function things() {
  const disposed: string[] = [];
  const loaded = new Loaded<string>((thing) => disposed.push(thing));
  const load = vi.fn(async (key: string) => key);
  return {
    loaded,
    load,
    disposed: async () => {
      // What is released is disposed of in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      return [...disposed];
    },
    get: (key: string) => loaded.get(key, () => load(key)),
    claim: (key: string) => loaded.claim(key, () => load(key)),
  };
}

test('the last one asked for is kept; the one before goes when the new one has come', async () => {
  const { loaded, load, get, disposed } = things();
  await get('a');
  await get('a');
  expect(load).toHaveBeenCalledOnce();
  let arrive = (_: string) => {};
  const slow = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const next = loaded.get('b', () => slow);
  expect(await disposed()).toEqual([]);
  arrive('b');
  await next;
  expect(await disposed()).toEqual(['a']);
});

test('what is claimed stays while others are asked for, and goes with its release', async () => {
  const { get, claim, load, disposed } = things();
  const held = claim('a');
  await get('a');
  await get('b');
  await get('c');
  expect(await disposed()).toEqual(['b']);
  expect(await held.thing).toBe('a');
  held.release();
  expect(await disposed()).toEqual(['b', 'a']);
  expect(load).toHaveBeenCalledTimes(3);
});

test('all that exclusive work asks for stays until it has ended; then the last one is kept', async () => {
  const { loaded, load, get, disposed } = things();
  await loaded.during(async () => {
    await get('a');
    await get('b');
    await get('c');
    await get('a');
    expect(await disposed()).toEqual([]);
  });
  expect(load).toHaveBeenCalledTimes(3);
  expect((await disposed()).sort()).toEqual(['b', 'c']);
  await get('a');
  expect(load).toHaveBeenCalledTimes(3);
});

test('work that fails lets go of what it held too', async () => {
  const { loaded, get, disposed } = things();
  const failing = loaded.during(async () => {
    await get('a');
    await get('b');
    throw new Error('diverged');
  });
  await expect(failing).rejects.toThrow('diverged');
  expect(await disposed()).toEqual(['a']);
  await get('c');
  expect((await disposed()).sort()).toEqual(['a', 'b']);
});

test('what could not be loaded is tried again, and the one before is let go', async () => {
  const { loaded, get, disposed } = things();
  await get('a');
  await expect(loaded.get('b', () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  expect(await disposed()).toEqual(['a']);
  expect(await get('b')).toBe('b');
});

import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

/** Asks for things one after another. @returns those that had to be read, in that order */
async function readOf(recent: Recent<string>, keys: string): Promise<string> {
  let read = '';
  for (const key of keys) {
    const thing = await recent.get(key, async () => {
      read += key;
      return `thing ${key}`;
    });
    expect(thing).toBe(`thing ${key}`);
  }
  return read;
}

test('what was asked for last is kept, and what was asked for longest ago makes room', async () => {
  const recent = new Recent<string>();
  recent.room = 2;
  expect(await readOf(recent, 'abab')).toBe('ab');
  // a is older than b now, and was asked for after it.
  expect(await readOf(recent, 'ac')).toBe('c');
  expect(await readOf(recent, 'a')).toBe('');
  expect(await readOf(recent, 'b')).toBe('b');
});

test('with less room the oldest go when the next is asked for', async () => {
  const recent = new Recent<string>();
  recent.room = 3;
  await readOf(recent, 'abc');
  recent.room = 1;
  expect(await readOf(recent, 'c')).toBe('');
  expect(await readOf(recent, 'b')).toBe('b');
});

test('what could not be read is tried again, and takes no room', async () => {
  const recent = new Recent<string>();
  await readOf(recent, 'a');
  await expect(recent.get('b', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  expect(await readOf(recent, 'a')).toBe('');
});

test('what is kept can be put in its place anew; what is not is left to be read', async () => {
  const recent = new Recent<string>();
  await readOf(recent, 'a');
  recent.update('a', (thing) => `newer ${thing}`);
  recent.update('b', () => 'never read');
  expect(await recent.get('a', async () => 'read again')).toBe('newer thing a');
  expect(await readOf(recent, 'b')).toBe('b');
});

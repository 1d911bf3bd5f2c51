import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeDisk, FakeFile } from '../../../test-support/storage/disk/fake-opfs.ts';
import type { FailureError } from '../../core/project/failure.ts';
import { FeatureTable } from './features.ts';

const LENGTH = 5;
/** 32 bytes of key and as many halves. */
const RECORD = 32 + 2 * LENGTH;
const ALL = [{ from: 0, to: LENGTH }];
const keyOf = (n: number) => n.toString(16).padStart(64, '0');
/** What a half can hold, other values for each view. */
const valuesOf = (n: number) => [n, n + 0.5, -n, n / 4, 1];
const rows = (...views: number[]) => Float32Array.from(views.flatMap(valuesOf));

let disk: FakeDisk;
const open = () => FeatureTable.open('backbone', LENGTH);
const file = (): FakeFile => disk.root.folders.get('depths')?.files.get('backbone') ?? new FakeFile('', disk);
const codeOf = (running: Promise<unknown>) =>
  running.then(
    () => null,
    (error: FailureError) => error.failure.code,
  );

async function add(table: FeatureTable, ...views: number[]): Promise<void> {
  await table.add(views.map(keyOf), rows(...views));
}

async function read(table: FeatureTable, ...views: number[]) {
  const found = await table.read(views.map(keyOf), ALL);
  return views.map((view) => [...found.get(keyOf(view))]);
}

beforeEach(() => {
  disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('what is added is there at once, on disk or not, and again after the table is opened anew', async () => {
  const table = await open();
  // The first batch is written, the next one waits for its second to pass.
  await add(table, 1, 2);
  await add(table, 3);
  expect(file().bytes).toHaveLength(2 * RECORD);
  expect([1, 2, 3, 4].map((view) => table.has(keyOf(view)))).toEqual([true, true, true, false]);
  expect(await read(table, 3, 1, 2)).toEqual([3, 1, 2].map(valuesOf));
  await table.flush();
  await table.flush();
  expect(file().bytes).toHaveLength(3 * RECORD);
  const again = await open();
  expect(await read(again, 2, 3, 1)).toEqual([2, 3, 1].map(valuesOf));
  await add(again, 4);
  expect(await read(await open(), 4, 1)).toEqual([4, 1].map(valuesOf));
});

test('columns are read side by side, of views in any order and twice', async () => {
  const table = await open();
  await add(table, 1, 2, 3);
  await add(table, 4);
  const columns = [
    { from: 0, to: 1 },
    { from: 3, to: 5 },
  ];
  const found = await table.read([4, 2, 4].map(keyOf), columns);
  expect(found.length).toBe(3);
  expect([...found.get(keyOf(4))]).toEqual([4, 1, 1]);
  expect([...found.get(keyOf(2))]).toEqual([2, 0.5, 1]);
  expect(found.has(keyOf(1))).toBe(false);
});

test('tables that are read in several pieces are read whole', async () => {
  const length = 2 ** 19;
  const views = Array.from({ length: 9 }, (_, i) => i);
  const table = await FeatureTable.open('large', length);
  for (const view of views) await table.add([keyOf(view)], new Float32Array(length).fill(view));
  await table.flush();
  const again = await FeatureTable.open('large', length);
  const columns = [{ from: length - 1, to: length }];
  const found = await again.read(views.toReversed().map(keyOf), columns);
  expect(views.map((view) => found.get(keyOf(view))[0])).toEqual(views);
  const some = await again.read([8, 0].map(keyOf), columns);
  expect([8, 0].map((view) => some.get(keyOf(view))[0])).toEqual([8, 0]);
});

test('numbers that no half holds are the nearest ones that it does', async () => {
  const table = await open();
  await table.add([keyOf(1)], Float32Array.of(1e6, -1e6, 65504, 1e-9, 0.1));
  const [values = []] = await read(table, 1);
  expect(values.slice(0, 4)).toEqual([65504, -65504, 65504, 0]);
  expect(Math.abs((values[4] ?? 0) - 0.1)).toBeLessThan(2 ** -14);
});

test('a view that was not added is told', async () => {
  expect(await codeOf(read(await open(), 1))).toBe('not-found');
});

describe('a record that was cut off', () => {
  test.each([1, 31, 32, RECORD - 1])('after %i bytes is dropped and written over', async (bytes) => {
    await add(await open(), 1, 2);
    file().bytes = file().bytes.slice(0, RECORD + bytes);
    const table = await open();
    expect([1, 2].map((view) => table.has(keyOf(view)))).toEqual([true, false]);
    await add(table, 3);
    expect(file().bytes).toHaveLength(2 * RECORD);
    expect(await read(await open(), 1, 3)).toEqual([1, 3].map(valuesOf));
  });
});

test('where the disk is full what was there stays whole, and what was not written is still there to be read', async () => {
  const table = await open();
  await add(table, 1);
  file().room = RECORD + 3;
  await add(table, 2, 3);
  await expect(table.flush()).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect(file().bytes).toHaveLength(RECORD);
  expect(file().held).toBe(false);
  expect(await read(table, 1, 2, 3)).toEqual([1, 2, 3].map(valuesOf));
  file().room = Number.POSITIVE_INFINITY;
  await table.flush();
  expect(await read(await open(), 1, 2, 3)).toEqual([1, 2, 3].map(valuesOf));
});

test('another tab at work on the same table is told', async () => {
  const table = await open();
  const other = await file().createSyncAccessHandle();
  expect(await codeOf(add(table, 1))).toBe('no-storage');
  other.close();
  await table.flush();
  expect(await read(await open(), 1)).toEqual([valuesOf(1)]);
});

describe('pruned', () => {
  const keeping = (...views: number[]) => {
    const keys = new Set(views.map(keyOf));
    return (key: string) => keys.has(key);
  };

  test('where more is left over than kept, records move together and the rest is gone', async () => {
    const table = await open();
    await add(table, 1, 2, 3, 4, 5, 6);
    await table.prune(keeping(2, 5, 77));
    expect(file().bytes).toHaveLength(2 * RECORD);
    expect([1, 2, 3, 4, 5, 6].map((view) => table.has(keyOf(view)))).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
    for (const one of [table, await open()]) expect(await read(one, 5, 2)).toEqual([5, 2].map(valuesOf));
    await add(table, 7);
    await table.flush();
    expect(await read(await open(), 7, 5, 2)).toEqual([7, 5, 2].map(valuesOf));
  });

  test('where as much is kept as is left over, nothing is touched', async () => {
    const table = await open();
    await add(table, 1, 2, 3, 4);
    await table.prune(keeping(1, 4));
    expect(file().bytes).toHaveLength(4 * RECORD);
    expect(await read(table, 3)).toEqual([valuesOf(3)]);
  });

  test('where few may be left over, one of them is enough', async () => {
    const table = await open();
    await add(table, 1, 2, 3, 4);
    await table.prune(keeping(1, 3, 4), 0.1);
    expect(file().bytes).toHaveLength(3 * RECORD);
    expect(await read(await open(), 1, 3, 4)).toEqual([1, 3, 4].map(valuesOf));
  });

  test('what is not written yet stays', async () => {
    const table = await open();
    await add(table, 1, 2, 3);
    await add(table, 4);
    await table.prune(keeping(3, 4));
    await table.flush();
    expect(await read(await open(), 3, 4)).toEqual([3, 4].map(valuesOf));
  });
});

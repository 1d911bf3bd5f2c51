import { afterEach, expect, test, vi } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { newPicture } from '../../../test-support/storage/dataset/new-picture.ts';
import { done, fakeIndexedDB } from '../../../test-support/storage/disk/fake-database.ts';
import { FakeDisk } from '../../../test-support/storage/disk/fake-opfs.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Another tab: its own copy of all modules, over the same disk and database. */
async function tab() {
  vi.resetModules();
  return {
    ...(await import('./change.ts')),
    ...(await import('../dataset/dataset.ts')),
    ...(await import('./database.ts')),
    ...(await import('../features/features.ts')),
    ...(await import('../features/activations.ts')),
    ...(await import('../dataset/pictures.ts')),
  };
}

function browser() {
  const disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
  return { disk, factory: fakeIndexedDB() };
}

test('what one tab writes the other reads', async () => {
  browser();
  const [first, second] = [await tab(), await tab()];
  await first.writeChange({ patch: { put: [sampleOf('a')] } });
  expect((await second.readDataset()).samples.map(({ id }) => id)).toEqual(['a']);
  await second.writeChange({ patch: { put: [sampleOf('b', { order: 1 })] } });
  expect((await first.readDataset()).samples.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('two changes at a time are both there', async () => {
  browser();
  const [first, second] = [await tab(), await tab()];
  await Promise.all([
    ...['a', 'b', 'c'].map((id) => first.writeChange({ patch: { put: [sampleOf(id)] } })),
    ...['d', 'e', 'f'].map((id) => second.writeChange({ patch: { put: [sampleOf(id)] } })),
  ]);
  expect((await first.readDataset()).samples.map(({ id }) => id).sort()).toEqual([...'abcdef']);
});

test('photos and classes are read of one moment, whatever the other tab changes meanwhile', async () => {
  browser();
  const [first, second] = [await tab(), await tab()];
  const damaged: unknown[] = [];
  const steps = async (count: number) => {
    for (let step = 0; step < count; step++) await Promise.resolve();
  };
  // Either begins some steps before the other.
  for (let ahead = -12; ahead <= 12; ahead++) {
    const classes = [{ id: 'a', name: 'rose', colour: 0 }];
    await first.writeChange({ patch: { put: [sampleOf('one')], classes } });
    const [dataset] = await Promise.all([
      steps(-ahead).then(() => second.readDataset((record) => damaged.push(record))),
      steps(ahead).then(() => first.writeChange({ patch: { remove: ['one'], classes: [] } })),
    ]);
    expect(dataset.samples).toHaveLength(dataset.classes.length);
  }
  // A photo without its class would count as one whose class was lost.
  expect(damaged).toEqual([]);
});

test('a newer version of the page need not wait for older tabs, and these say what to do', async () => {
  const { factory } = browser();
  const old = await tab();
  await old.readDataset();
  // As its next version will open it.
  const newer = factory.open('headstart', 7);
  const db = await done(newer);
  await expect(old.readDataset()).rejects.toMatchObject({
    failure: { code: 'no-storage', todo: 'Reload this page.' },
  });
  db.close();
});

test('a table that one tab writes is told to the other, and is whole when that lets go', async () => {
  const { disk } = browser();
  const [first, second] = [await tab(), await tab()];
  const key = '0'.repeat(64);
  const table = await first.FeatureTable.open('net', 1);
  const same = await second.FeatureTable.open('net', 1);
  const held = await disk.root.folders.get('depths')?.files.get('net')?.createSyncAccessHandle();
  await expect(table.add([key], Float32Array.of(1))).rejects.toMatchObject({
    failure: { code: 'no-storage' },
  });
  held?.close();
  await table.flush();
  // The second does not know of it yet, and writes after it all the same.
  await same.add(['1'.repeat(64)], Float32Array.of(2));
  const again = await second.FeatureTable.open('net', 1);
  const rows = await again.read([key, '1'.repeat(64)], [{ from: 0, to: 1 }]);
  expect([rows.get(key)[0], rows.get('1'.repeat(64))[0]]).toEqual([1, 2]);

  const boundary = await first.ActivationTable.open('net-block', 1);
  await expect(second.ActivationTable.open('net-block', 1)).rejects.toMatchObject({
    failure: { code: 'no-storage', todo: 'Close the other tab and start again.' },
  });
  boundary.close();
  (await second.ActivationTable.open('net-block', 1)).close();
});

test('the same picture from two tabs is stored whole', async () => {
  const { disk } = browser();
  const [first, second] = [await tab(), await tab()];
  const picture = newPicture('ab'.repeat(32), 3);
  await Promise.all([first.putPictures([picture]), second.putPictures([picture])]);
  expect(await first.storedSize(picture.hash, 3)).toMatchObject({ width: 3 });
  expect(await second.listPictures()).toEqual([picture.hash]);
  await second.keepPictures(new Set());
  expect(await first.storedSize(picture.hash, 3)).toBeNull();
  expect([...(disk.root.folders.get('packs')?.files.keys() ?? [])]).toEqual([]);
});

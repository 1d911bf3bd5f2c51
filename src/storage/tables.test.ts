import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeDisk } from './fake-opfs.ts';

let disk: FakeDisk;

/** As in a worker that has opened nothing yet. */
async function tables() {
  vi.resetModules();
  return { ...(await import('./tables.ts')), ...(await import('./features.ts')) };
}

async function lay(folder: string, name: string, bytes: number, time: number): Promise<void> {
  const made = await disk.root.getDirectoryHandle(folder, { create: true });
  const file = await made.getFileHandle(name, { create: true });
  file.bytes = new Uint8Array(bytes);
  file.lastModified = time;
}

const names = () =>
  ['depths', 'boundaries'].flatMap((folder) =>
    [...(disk.root.folders.get(folder)?.files.keys() ?? [])].map((name) => `${folder}/${name}`),
  );

beforeEach(() => {
  disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('tables of networks and runs that are gone go, whatever they are called', async () => {
  const { removeForeignTables } = await tables();
  for (const name of ['net-1', 'net-1-run-a', 'net-1-run-b', 'net-10', 'net', 'former-net-1'])
    await lay('depths', name, 1, 0);
  for (const name of ['net-1-block', 'net-10-block', 'gone-block']) await lay('boundaries', name, 1, 0);
  await removeForeignTables(['net-1', 'own-2'], new Set(['run-a']));
  expect(names()).toEqual(['depths/net-1', 'depths/net-1-run-a', 'boundaries/net-1-block']);
});

test('where they are too many those written to longest ago go, and none that is in use', async () => {
  const { boundTables, FeatureTable } = await tables();
  await lay('depths', 'oldest', 40, 1);
  await lay('depths', 'in use', 40, 2);
  await lay('boundaries', 'old', 40, 3);
  await lay('depths', 'new', 40, 4);
  await FeatureTable.open('in use', 4);
  await boundTables(160);
  expect(names()).toHaveLength(4);
  await boundTables(100);
  expect(names()).toEqual(['depths/in use', 'depths/new']);
  await boundTables(10);
  expect(names()).toEqual(['depths/in use']);
});

test('without photos there are none; those of earlier versions go as a whole', async () => {
  const { removeAllTables, removeFormerTables } = await tables();
  for (const folder of ['features', 'depths', 'boundaries', 'images']) await lay(folder, 'one', 1, 0);
  await removeFormerTables();
  await removeFormerTables();
  expect([...disk.root.folders.keys()]).toEqual(['depths', 'boundaries', 'images']);
  await removeAllTables();
  await removeAllTables();
  expect([...disk.root.folders.keys()]).toEqual(['images']);
});

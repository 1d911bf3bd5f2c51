import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeDisk } from '../../../test-support/storage/disk/fake-opfs.ts';

let disk: FakeDisk;

/** As in a worker that has opened nothing yet. */
async function tables() {
  vi.resetModules();
  const [tables, features, activations] = await Promise.all([
    import('./tables.ts'),
    import('./features.ts'),
    import('./activations.ts'),
  ]);
  return { ...tables, ...features, ...activations };
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

test('of activations whichever views stay keep theirs, and nothing is left of the others', async () => {
  const views = Array.from({ length: 8 }, (_, i) => i);
  const keyOf = (view: number) => String(view).padStart(64, '0');
  const valuesOf = (view: number) => [view, -view, view / 2, 0.25];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...views)), fc.subarray(views), async (written, kept) => {
      disk = new FakeDisk();
      const { ActivationTable, pruneBoundaries } = await tables();
      const table = await ActivationTable.open('net-1-block', 4);
      for (const view of written) table.add([keyOf(view)], Float32Array.from(valuesOf(view)));
      table.close();
      await pruneBoundaries((key) => kept.includes(Number(key)));
      const left = await ActivationTable.open('net-1-block', 4);
      for (const view of views) {
        const stays = written.includes(view) && kept.includes(view);
        expect(left.has(keyOf(view))).toBe(stays);
        if (stays) expect([...left.read([keyOf(view)])]).toEqual(valuesOf(view));
      }
      left.close();
      const bytes = disk.root.folders.get('boundaries')?.files.get('net-1-block.4')?.bytes.length;
      expect(bytes).toBe(new Set(written.filter((view) => kept.includes(view))).size * (32 + 2 * 4));
    }),
    { numRuns: 30 },
  );
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

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { newPicture } from '../../../test-support/storage/dataset/new-picture.ts';
import { contentsOf, fakeIndexedDB } from '../../../test-support/storage/disk/fake-database.ts';
import { FakeDisk } from '../../../test-support/storage/disk/fake-opfs.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';

/*
 * The disk is full, and part of it are features of earlier trainings: what can't be made again takes their place. Where
 * there are none, or they are not enough, nothing of what was there is lost.
 */

let disk: FakeDisk;

beforeEach(async () => {
  disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
  fakeIndexedDB();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function opened() {
  vi.resetModules();
  return {
    ...(await import('../dataset/pictures.ts')),
    ...(await import('../backbone/backbones.ts')),
    ...(await import('../features/features.ts')),
    ...(await import('./change.ts')),
    ...(await import('../project/saved-files.ts')),
  };
}
type Stores = Awaited<ReturnType<typeof opened>>;

/** Features of an earlier training, as many bytes. */
async function layTable(name: string, bytes: number, folder = 'depths'): Promise<void> {
  const tables = await disk.root.getDirectoryHandle(folder, { create: true });
  (await tables.getFileHandle(name, { create: true })).bytes = new Uint8Array(bytes);
}
const tables = () =>
  ['depths', 'boundaries'].flatMap((folder) => [...(disk.root.folders.get(folder)?.files.keys() ?? [])]);

const [old, fresh] = ['aa'.repeat(32), 'bb'.repeat(32)];
const picture = (bytes: number) => new Uint8Array(bytes).fill(7);
const sizeOf = async (blob: Blob) => (await blob.arrayBuffer()).byteLength;
const card = { id: 'own-1', name: 'Mine', hash: 'h', source: {}, depths: [] } as unknown as BackboneCard;

const writings: Readonly<
  Record<string, readonly [(stores: Stores) => Promise<unknown>, (stores: Stores) => unknown]>
> = {
  'a picture': [
    ({ putPictures }) => putPictures([newPicture(fresh, 500)]),
    async ({ getPicture }) => expect(await sizeOf(await getPicture(fresh))).toBe(500),
  ],
  'a brought network': [
    ({ putBackbone }) => putBackbone(card, picture(20), picture(400)),
    async () => {
      const folder = disk.root.folders.get('backbones')?.folders.get('own-1');
      expect([...(folder?.files.keys() ?? [])].sort()).toEqual(['card.json', 'model.json', 'weights.bin']);
      expect(folder?.files.get('weights.bin')?.bytes.length).toBe(400);
    },
  ],
  'a project’s file': [
    async ({ beginFile }) => {
      const saved = await beginFile();
      const writer = saved.output.getWriter();
      for (const part of [100, 200, 200]) await writer.write(picture(part));
      await writer.close();
      expect(await sizeOf(await saved.read())).toBe(500);
    },
    () => {},
  ],
  'features of this training': [
    async ({ FeatureTable }) => {
      const table = await FeatureTable.open('new-net', 3);
      const keys = Array.from({ length: 10 }, (_, i) => i.toString(16).padStart(64, '0'));
      await table.add(keys, new Float32Array(30).fill(2));
      await table.flush();
    },
    async ({ FeatureTable }) => {
      const table = await FeatureTable.open('new-net', 3);
      expect(table.has('9'.padStart(64, '0'))).toBe(true);
    },
  ],
};

describe.each(Object.entries(writings))('%s on a full disk', (_, [work, isThere]) => {
  test('takes the place of features that can be made again', async () => {
    const stores = await opened();
    await stores.putPictures([newPicture(old, 100)]);
    await layTable('net-1', 600);
    await layTable('net-1-block', 100, 'boundaries');
    disk.capacity = 850;
    await work(stores);
    await isThere(stores);
    expect(tables().filter((name) => name.startsWith('net-1'))).toEqual([]);
    expect(await sizeOf(await stores.getPicture(old))).toBe(100);
  });

  test('fails where nothing can be dropped, and what was there stays', async () => {
    const stores = await opened();
    await stores.putPictures([newPicture(old, 100)]);
    disk.capacity = 150;
    await expect(work(stores)).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(await sizeOf(await stores.getPicture(old))).toBe(100);
  });
});

test('features that this worker has opened are in use, and stay', async () => {
  const stores = await opened();
  const table = await stores.FeatureTable.open('used', 3);
  const key = '1'.padStart(64, '0');
  await table.add([key], Float32Array.of(1, 2, 3));
  await table.flush();
  await layTable('idle', 300);
  disk.capacity = 400;
  await stores.putPictures([newPicture(fresh, 200)]);
  expect(tables()).toEqual(['used']);
  expect([...(await table.read([key], [{ from: 0, to: 3 }])).get(key)]).toEqual([1, 2, 3]);
  await expect(stores.putPictures([newPicture(old, 300)])).rejects.toMatchObject({
    name: 'QuotaExceededError',
  });
  expect(tables()).toEqual(['used']);
});

describe('a change of the project', () => {
  /** The database finds no room as long as there are tables. */
  const fullDatabase = (hasRoom: () => boolean) => {
    const { put } = IDBObjectStore.prototype;
    return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (!hasRoom()) throw new DOMException('The quota is exceeded.', 'QuotaExceededError');
      return Reflect.apply(put, this, given);
    });
  };
  const samples = ['s1', 's2'].map((id, order) => sampleOf(id, { order }));

  test('is written once features have made room for it', async () => {
    const factory = fakeIndexedDB();
    const stores = await opened();
    await layTable('net-1', 600);
    fullDatabase(() => tables().length === 0);
    await stores.writeChange({ patch: { put: samples } });
    expect((await contentsOf(factory)).samples?.map(([key]) => key)).toEqual(['s1', 's2']);
  });

  test('is tried once more, not for ever', async () => {
    const factory = fakeIndexedDB();
    const stores = await opened();
    await layTable('net-1', 600);
    const put = fullDatabase(() => false);
    await expect(stores.writeChange({ patch: { put: samples } })).rejects.toMatchObject({
      name: 'QuotaExceededError',
    });
    expect(put.mock.calls.length).toBeLessThanOrEqual(4);
    expect((await contentsOf(factory)).samples).toEqual([]);
  });
});

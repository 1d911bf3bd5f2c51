import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newPicture } from '../../../test-support/storage/dataset/new-picture.ts';
import { done, fakeIndexedDB } from '../../../test-support/storage/disk/fake-database.ts';
import { FakeDisk } from '../../../test-support/storage/disk/fake-opfs.ts';

let disk: FakeDisk;

beforeEach(() => {
  disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** As a page that is opened finds it: nothing is remembered. */
async function opened() {
  vi.resetModules();
  return { ...(await import('./pictures.ts')), ...(await import('../disk/database.ts')) };
}
const contents = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())];
const packs = () => [...(disk.root.folders.get('packs')?.files.values() ?? [])];

/** A hash of each number; the number is also the value of the picture's bytes. */
const hashOf = (number: number) => number.toString(16).padStart(2, '0').repeat(32);

test('whatever is stored and removed, what is shown is there whole, and not a byte of anything else', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          put: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
          keep: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 12 })), { nil: null }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      async (steps) => {
        fakeIndexedDB();
        disk = new FakeDisk();
        const shown = new Set<number>();
        const made = (number: number) => newPicture(hashOf(number), 3 * number, number, number % 4);
        for (const { put, keep } of steps) {
          const stores = await opened();
          await stores.putPictures(put.filter((number) => !shown.has(number)).map(made));
          for (const number of put) shown.add(number);
          if (keep === null) continue;
          await stores.keepPictures(new Set(keep.map(hashOf)));
          for (const number of [...shown]) if (!keep.includes(number)) shown.delete(number);
          const bytes = [...shown].reduce((sum, number) => sum + 3 * number + (number % 4), 0);
          expect(packs().reduce((sum, file) => sum + file.bytes.length, 0)).toBe(bytes);
        }
        const stores = await opened();
        expect((await stores.listPictures()).sort()).toEqual([...shown].map(hashOf).sort());
        const hashes = Array.from({ length: 12 }, (_, i) => hashOf(12 - i));
        const thumbnails = await stores.getThumbnails(hashes);
        for (const [i, hash] of hashes.entries()) {
          const number = 12 - i;
          if (shown.has(number)) {
            const picture = made(number);
            expect(await contents(await stores.getPicture(hash))).toEqual([...picture.bytes]);
            expect(thumbnails[i]).toEqual(picture.thumbnail);
            expect(await stores.storedSize(hash, picture.bytes.length)).toMatchObject({ height: number });
            expect(await stores.storedSize(hash, picture.bytes.length + 1)).toBeNull();
          } else {
            expect(thumbnails[i]).toBeUndefined();
            expect(await stores.storedSize(hash, 3 * number)).toBeNull();
          }
        }
        (await stores.database()).close();
      },
    ),
    { numRuns: 60 },
  ));

test('a pack is read once for all thumbnails of it that are asked for', async () => {
  fakeIndexedDB();
  const stores = await opened();
  const pictures = [1, 2, 3, 4].map((number) => newPicture(hashOf(number), 9, number, 5));
  await stores.putPictures(pictures);
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer');
  const found = await stores.getThumbnails(pictures.map(({ hash }) => hash));
  expect(found).toEqual(pictures.map(({ thumbnail }) => thumbnail));
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
});

test('pictures that version 5 stored, each in a file of its own, are read, known and removed', async () => {
  const factory = fakeIndexedDB();
  const opening = factory.open('headstart', 5);
  opening.onupgradeneeded = () => opening.result.createObjectStore('thumbnails');
  const db = await done(opening);
  const writing = db.transaction('thumbnails', 'readwrite').objectStore('thumbnails');
  const images = await disk.root.getDirectoryHandle('images', { create: true });
  const thumbnail = (number: number) => ({ jpeg: Uint8Array.of(number).buffer, width: number, height: 1 });
  for (const number of [1, 2, 3]) {
    const folder = await images.getDirectoryHandle(hashOf(number).slice(0, 2), { create: true });
    (await folder.getFileHandle(hashOf(number), { create: true })).bytes = Uint8Array.of(number, number);
    // The third was cut off between its file and its thumbnail.
    if (number < 3) await done(writing.put(thumbnail(number), hashOf(number)));
  }
  db.close();

  const stores = await opened();
  await stores.putPictures([newPicture(hashOf(9), 4, 9, 2)]);
  expect(await contents(await stores.getPicture(hashOf(2)))).toEqual([2, 2]);
  expect(await stores.getThumbnails([9, 2, 4, 1].map(hashOf))).toEqual([
    newPicture('', 4, 9, 2).thumbnail,
    thumbnail(2),
    undefined,
    thumbnail(1),
  ]);
  expect(await stores.storedSize(hashOf(1), 2)).toMatchObject({ width: 1 });
  expect(await stores.storedSize(hashOf(3), 2)).toBeNull();
  expect(await stores.listPictures()).toEqual([9, 1, 2].map(hashOf));

  await stores.keepPictures(new Set([1, 9].map(hashOf)));
  expect((await stores.listPictures()).sort()).toEqual([1, 9].map(hashOf));
  const left = [...images.folders.values()].flatMap(({ files }) => [...files.keys()]);
  expect(left).toEqual([hashOf(1)]);
  expect(await contents(await stores.getPicture(hashOf(9)))).toEqual([9, 9, 9, 9]);
});

import sharp from 'sharp';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeIndexedDB } from '../../../../test-support/storage/disk/fake-database.ts';
import { FakeDisk, faults } from '../../../../test-support/storage/disk/fake-opfs.ts';
import type { ImportedImage } from '../../../core/dataset/dataset.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What Node lacks of a browser's pictures; what they show makes no difference here. */
function stubCanvas(): void {
  vi.stubGlobal('createImageBitmap', async () => ({ width: 2, height: 2, close: () => {} }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext() {
        return { canvas: this, fillRect: () => {}, drawImage: () => {} };
      }
      convertToBlob = async () => new Blob([Uint8Array.of(1, 2, 3)]);
    },
  );
}

test('wherever storing fails, no photo is told of whose picture is not stored', async () => {
  stubCanvas();
  // So much passes between two files that each is stored by itself.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1000;
    return now;
  });
  const jpeg = async (red: number) =>
    new Blob([
      await sharp({ create: { width: 2, height: 2, channels: 3, background: { r: red, g: 0, b: 0 } } })
        .jpeg()
        .toBuffer(),
    ]);
  const [one, two, three] = [await jpeg(10), await jpeg(120), await jpeg(250)];
  const files = [one, one, two, two, three].map((file, i) => ({
    kind: 'photo' as const,
    path: `cats/${i}.jpg`,
    file,
    className: 'cats',
    split: null,
  }));
  for (const fault of faults)
    for (let step = 1; ; step++) {
      const disk = new FakeDisk();
      vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
      fakeIndexedDB();
      vi.resetModules();
      const { default: importFiles } = await import('./import.ts');
      const { storedSize } = await import('../../../storage/dataset/pictures.ts');
      const told: ImportedImage[] = [];
      disk.failAt(step, fault);
      const done = await Promise.resolve(
        importFiles(
          { files },
          {
            signal: new AbortController().signal,
            lost: () => {},
            emit: (event) => {
              if (event.kind === 'images') told.push(...event.images);
            },
          },
        ),
      ).then(
        () => true,
        () => false,
      );
      const { failed } = disk;
      disk.heal();
      for (const { hash, bytes, name } of told)
        expect({ fault, step, name, size: await storedSize(hash, bytes) }).toMatchObject({
          size: { width: 2, height: 2 },
        });
      if (!failed) {
        expect({ done, step, told: told.length }).toEqual({ done: true, step, told: files.length });
        expect(step).toBeGreaterThan(3);
        break;
      }
    }
});

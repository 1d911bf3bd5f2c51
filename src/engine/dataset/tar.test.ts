import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeTar } from '../../../test-support/engine/dataset/fake-archives.ts';
import { FailureError } from '../../core/project/failure.ts';
import { isTar, tarFiles } from './tar.ts';

async function read(blob: Blob, wanted: (path: string) => boolean = () => true) {
  const found: [string, number[] | null][] = [];
  for await (const file of tarFiles(blob, 'a.tar'))
    found.push([file.path, wanted(file.path) ? [...(await file.read())] : null]);
  return found;
}

const name = fc
  .array(fc.stringMatching(/^[a-zäß猫🌹 ]{1,40}$/u), { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'));
const files = fc.array(fc.record({ name, bytes: fc.uint8Array({ maxLength: 1600 }) }), {
  minLength: 1,
  maxLength: 6,
});

test('any files come back from a tar and from a tar.gz, read or passed over', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.boolean(), fc.boolean(), async (all, packed, every) => {
      const tar = fakeTar(all);
      expect(isTar(tar.subarray(0, 1024))).toBe(true);
      const blob = new Blob([packed ? new Uint8Array(gzipSync(tar)) : tar]);
      const wanted = (path: string) => every || path === all[0]?.name;
      expect(await read(blob, wanted)).toEqual(
        all.map((file) => [file.name, wanted(file.name) ? [...file.bytes] : null]),
      );
    }),
    { numRuns: 60 },
  );
});

test('one that is cut off gives what is whole, and says that it is damaged', async () => {
  const bytes = new Uint8Array(700).fill(7);
  const tar = fakeTar([
    { name: 'a.jpg', bytes },
    { name: 'b.jpg', bytes },
  ]);
  const found: string[] = [];
  const reading = async (blob: Blob) => {
    for await (const file of tarFiles(blob, 'a.tar')) {
      await file.read();
      found.push(file.path);
    }
  };
  await expect(reading(new Blob([tar.subarray(0, 2500)]))).rejects.toThrow(FailureError);
  expect(found).toEqual(['a.jpg']);
  const packed = new Uint8Array(gzipSync(tar));
  await expect(reading(new Blob([packed.subarray(0, packed.length - 20)]))).rejects.toMatchObject({
    failure: { code: 'archive-damaged', file: 'a.tar' },
  });
});

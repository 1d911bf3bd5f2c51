import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataBlock, findDataBlocks, toBase64, unpackBlock } from './data-block.ts';

const bytes = fc.uint8Array({ maxLength: 60_000 }).map((values) => Uint8Array.from(values));

test('base64 is that of Node, of any length', () => {
  fc.assert(
    fc.property(bytes, (content) => {
      expect(toBase64(content)).toBe(Buffer.from(content).toString('base64'));
    }),
    { numRuns: 30 },
  );
});

test('what is put into a page is found in it again', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const page = `<p>before</p>${await dataBlock('golden/1.png', content)}<p>after</p>`;
      const packed = findDataBlocks(page).get('golden/1.png') ?? '';
      expect(await unpackBlock('golden/1.png', packed)).toEqual(content);
      expect(Uint8Array.from(gunzipSync(Buffer.from(packed, 'base64')))).toEqual(content);
    }),
    { numRuns: 30 },
  );
});

test('a name that could end its attribute is refused', async () => {
  await expect(dataBlock('a"><script>', new Uint8Array())).rejects.toThrow(TypeError);
});

test('what is cut, changed, no base64, or too large when inflated is told, by its name', async () => {
  const content = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);
  const packed = gzipSync(content).toString('base64');
  const middle = packed.length / 2;
  const changed = `${packed.slice(0, middle)}${packed
    .slice(middle, middle + 8)
    .split('')
    .reverse()
    .join('')}${packed.slice(middle + 8)}`;
  for (const damaged of [packed.slice(0, middle - (middle % 4)), changed, 'no base64!', ''])
    await expect(unpackBlock('model.json', damaged)).rejects.toMatchObject({
      failure: { code: 'unsupported-format', file: 'model.json' },
    });
  await expect(unpackBlock('model.json', packed, 4999)).rejects.toMatchObject({
    failure: { code: 'unsupported-format' },
  });
  expect(await unpackBlock('model.json', packed, 5000)).toEqual(content);
});

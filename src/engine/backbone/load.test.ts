import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readBackbone } from './load.ts';

const BASE = 'http://localhost/app/';
const PUBLIC = resolve(import.meta.dirname, '../../../public');

/** Answers with the site's own files, changed where that is asked for. */
function serve(change: (path: string, bytes: Uint8Array) => Uint8Array | null = (_, bytes) => bytes): void {
  vi.stubGlobal('fetch', async (address: URL) => {
    const path = address.href.replace(BASE, '');
    const bytes = change(path, await readFile(resolve(PUBLIC, path)));
    return bytes ? new Response(Uint8Array.from(bytes)) : new Response('', { status: 404 });
  });
}
afterEach(() => vi.unstubAllGlobals());

test('a backbone is read whole, and its files are those that its card names', async () => {
  serve();
  const { card, topology, weights } = await readBackbone(BASE, 'mobilenet-v3');
  expect(card.id).toBe('mobilenet-v3');
  expect(weights.size).toBe(topology.weights.length);
});

test.each([
  ['model.json', (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from('\n')])],
  ['group1-shard1of1.bin', (bytes: Uint8Array) => bytes.map((byte, i) => (i === 1000 ? byte ^ 1 : byte))],
])('files of two versions are refused: %s is another one', async (file, change) => {
  serve((path, bytes) => (path.endsWith(file) ? change(bytes) : bytes));
  await expect(readBackbone(BASE, 'mobilenet-v3')).rejects.toMatchObject({
    failure: { code: 'model-unavailable', what: expect.stringContaining('do not belong together') },
  });
});

test('a file that is not there is said so', async () => {
  serve((path, bytes) => (path.endsWith('.bin') ? null : bytes));
  await expect(readBackbone(BASE, 'mobilenet-v3')).rejects.toMatchObject({
    failure: { code: 'model-unavailable', what: expect.stringContaining('could not be loaded') },
  });
});

import { createHash } from 'node:crypto';
import {
  configure,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { type Random, seededRandom, shuffle } from '../../../core/random.ts';
import type { ProjectContents } from '../../protocol.ts';
import { fakeProject } from './fake-project.ts';
import { fakeStore, open, projectBytes } from './fake-store.ts';

configure({ useWebWorkers: false });
const source = await fakeProject();
const bytes = await projectBytes(source);

/** Paths and what lies there, in the zip's order; a path may come twice. */
type Files = readonly (readonly [string, Uint8Array<ArrayBuffer>])[];

async function filesOf(zip: Uint8Array): Promise<Files> {
  const entries = await new ZipReader(new Uint8ArrayReader(zip)).getEntries();
  return Promise.all(
    entries
      .filter((entry): entry is FileEntry => !entry.directory)
      .map(async (entry) => [entry.filename, await entry.getData(new Uint8ArrayWriter())] as const),
  );
}
const files = await filesOf(bytes);

async function zipOf(content: Files): Promise<Uint8Array<ArrayBuffer>> {
  // zip.js writes no path twice, so they differ until their names are made the same, which are as long.
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 0 });
  for (const [path, data] of content) await zip.add(path, new Uint8ArrayReader(data));
  return zip.close();
}

const text = new TextEncoder();
const textOf = (data: Uint8Array | undefined) => new TextDecoder().decode(data);
const contentOf = (path: string) => files.find(([name]) => name === path)?.[1];
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;

/** The files with some changed, and checksums that are right: only what is in them can tell. */
function withFiles(changed: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Files {
  const all = files.map(([path, data]) => [path, changed.get(path) ?? data] as const);
  const sums = all
    .filter(([path]) => !path.startsWith('images/') && path !== 'SHA256SUMS')
    .map(([path, data]) => `${createHash('sha256').update(data).digest('hex')}  ${path}\n`);
  return all.map(
    ([path, data]) => [path, path === 'SHA256SUMS' ? text.encode(sums.join('')) : data] as const,
  );
}

/** What became of a file: it must be refused with a foreseen failure and without a trace, or opened whole. */
async function outcome(
  zip: Uint8Array<ArrayBuffer>,
  opened = fakeStore(['run-1']),
): Promise<ProjectContents | null> {
  const result = await open(zip, opened);
  if (!('code' in result)) return result;
  expect(result.code).not.toBe('unexpected');
  expect(result.what).not.toBe('');
  expect(result.file).toBe('project.zip');
  expect(opened.pictures.size + opened.runs.size).toBe(0);
  return null;
}

const hostile: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  'NaN',
  'Infinity',
  '',
  '../x',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'x'.repeat(200_001),
  [],
  {},
  [[[[]]]],
  Array.from({ length: 100_001 }, () => 0),
  { length: 1e9 },
];

/** JSON with one value anywhere replaced, taken away, or joined by one that nobody knows. */
function mutated(json: unknown, random: Random): string {
  const places: { readonly holder: object; readonly key: string }[] = [];
  const collect = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ holder: value, key });
      collect(inner);
    }
  };
  const copy: unknown = structuredClone(json);
  collect(copy);
  const { holder, key } = pick(places, random);
  const what = random();
  if (what < 0.1) Reflect.deleteProperty(holder, key);
  else if (what < 0.2) Reflect.set(holder, pick(['toString', 'polluted', 'length'], random), 1);
  else Reflect.set(holder, key, pick(hostile, random));
  const written = JSON.stringify(copy);
  // As no object can hold it: a number beyond all numbers, and a prototype.
  if (what > 0.95) return written.replace(/:\d+/, ':1e999');
  if (what > 0.9) return written.replace('{', '{"__proto__":{"polluted":1},');
  return written;
}

describe('a hostile project is refused without a trace, or is one', () => {
  test('bytes changed', async () => {
    const random = seededRandom('flips');
    for (let round = 0; round < 100; round++) {
      const flipped = bytes.slice();
      for (let flips = 0; flips <= round % 4; flips++)
        flipped[Math.floor(random() * flipped.length)] = Math.floor(random() * 256);
      const contents = await outcome(flipped);
      // Dates and such: what was read is what was saved.
      if (contents) expect(contents.dataset).toEqual(source.dataset);
    }
  });

  test('cut off, at either end or in the middle', async () => {
    const random = seededRandom('cuts');
    for (let round = 0; round < 40; round++) {
      const at = Math.floor(random() * bytes.length);
      expect(await outcome(bytes.slice(0, at))).toBeNull();
      const gap = at + 1 + Math.floor(random() * 50);
      await outcome(new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(gap)]));
      await outcome(bytes.slice(at));
    }
  });

  test('files swapped, missing, renamed or added', async () => {
    const random = seededRandom('entries');
    const names = ['../x', '/etc/passwd', 'images/../../x.png', 'runs/run-1.json.', 'C:\\x', '__proto__', ''];
    for (let round = 0; round < 60; round++) {
      const [one, other] = shuffle(files, random);
      if (!one || !other) throw new Error('There are several.');
      const name = pick(names, random);
      const changes: readonly (() => Files)[] = [
        () =>
          files.map(([path, data]) => [path, path === one[0] ? other[1] : path === other[0] ? one[1] : data]),
        () => files.filter(([path]) => path !== one[0]),
        () => files.map(([path, data]) => [path === one[0] ? name || 'x' : path, data]),
        () => [...files, [name || 'y', one[1]]],
      ];
      expect(await outcome(await zipOf(pick(changes, random)()))).toBeNull();
    }
  });

  test('values replaced under right checksums', async () => {
    const random = seededRandom('values');
    const jsons = ['project.json', 'runs/run-1.json', 'runs/run-2.json'];
    let refused = 0;
    for (let round = 0; round < 200; round++) {
      const path = pick(jsons, random);
      const json = mutated(JSON.parse(textOf(contentOf(path))), random);
      const opened = fakeStore(['run-1']);
      const contents = await outcome(await zipOf(withFiles(new Map([[path, text.encode(json)]]))), opened);
      if (!contents) {
        refused++;
        continue;
      }
      // What was let through can be saved and opened again.
      const weights = async (id: string) => opened.runs.get(id)?.weights ?? source.weights(id);
      const again = await projectBytes({ ...source, ...contents, weights });
      expect(await open(again, fakeStore())).toEqual(contents);
    }
    expect(refused).toBeGreaterThan(140);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('weights replaced under right checksums', async () => {
    const random = seededRandom('weights');
    for (let round = 0; round < 40; round++) {
      const path = pick(['runs/run-1.bin', 'runs/run-2.bin'], random);
      const data = contentOf(path)?.slice() ?? new Uint8Array();
      const at = 4 * Math.floor((random() * data.length) / 4);
      const value = pick([Number.NaN, Number.POSITIVE_INFINITY], random);
      new DataView(data.buffer).setFloat32(at, value, true);
      const changed = pick([data, data.slice(0, at), new Uint8Array([...data, ...data])], random);
      expect(await outcome(await zipOf(withFiles(new Map([[path, changed]]))))).toBeNull();
    }
  });
});

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
import { mutated, pick } from '../../../../test-support/core/project/mutate-json.ts';
import { fakeProject } from '../../../../test-support/workers/jobs/project/fake-project.ts';
import { fakeStore, open, projectBytes } from '../../../../test-support/workers/jobs/project/fake-store.ts';
import { seededRandom, shuffle } from '../../../core/random.ts';
import type { ProjectContents } from '../../protocol/project.ts';

configure({ useWebWorkers: false });
const source = await fakeProject();
const bytes = await projectBytes(source);

/** Paths and what lies there, in the zip's order. */
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
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 0 });
  for (const [path, data] of content) await zip.add(path, new Uint8ArrayReader(data));
  return zip.close();
}

const text = new TextEncoder();
const textOf = (data: Uint8Array | undefined) => new TextDecoder().decode(data);
const contentOf = (path: string) => files.find(([name]) => name === path)?.[1];

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

const lost = (id: string): never => {
  throw new Error(`${id} was not stored`);
};

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
  expect(opened.pictures.size + opened.runs.size + opened.backbones.size).toBe(0);
  return null;
}

/** As many as `count`, drawn one after another and tried side by side: most of the time is waiting for hashes. */
const rounds = <T>(count: number, draw: (round: number) => T, attempt: (drawn: T) => Promise<void>) =>
  Promise.all(Array.from({ length: count }, (_, round) => draw(round)).map(attempt));

describe('a hostile project is refused without a trace, or is one', () => {
  test('bytes changed', async () => {
    const random = seededRandom('flips');
    const flipped = (round: number) => {
      const changed = bytes.slice();
      for (let flips = 0; flips <= round % 4; flips++)
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
      return changed;
    };
    await rounds(60, flipped, async (zip) => {
      const contents = await outcome(zip);
      // Dates and such: what was read is what was saved.
      if (contents) expect(contents.dataset).toEqual(source.dataset);
    });
  });

  test('cut off, at either end or in the middle', async () => {
    const random = seededRandom('cuts');
    const place = () => ({ at: Math.floor(random() * bytes.length), gap: 1 + Math.floor(random() * 50) });
    await rounds(20, place, async ({ at, gap }) => {
      expect(await outcome(bytes.slice(0, at))).toBeNull();
      await outcome(new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + gap)]));
      await outcome(bytes.slice(at));
    });
  });

  test('files swapped, missing, renamed or added', async () => {
    const random = seededRandom('entries');
    const names = [
      '../x',
      '/etc/passwd',
      'images/../../x.png',
      'runs/run-1.json.',
      'C:\\x',
      '__proto__',
      'x',
    ];
    const changed = (): Files => {
      const [one, other] = shuffle(files, random);
      if (!one || !other) throw new Error('There are several.');
      const name = pick(names, random);
      const swapped = (path: string) => (path === one[0] ? other : path === other[0] ? one : null);
      const changes: readonly Files[] = [
        files.map(([path, data]) => [path, swapped(path)?.[1] ?? data]),
        files.filter(([path]) => path !== one[0]),
        files.map(([path, data]) => [path === one[0] ? name : path, data]),
        [...files, [name, one[1]]],
      ];
      return pick(changes, random);
    };
    await rounds(40, changed, async (content) => expect(await outcome(await zipOf(content))).toBeNull());
  });

  test('a file that is there twice', async () => {
    const run = contentOf('runs/run-1.json') ?? new Uint8Array();
    const zip = await zipOf([...files, ['runs/run-X.json', run]]);
    // No writer makes such a zip, so the name is changed where it is written.
    const twice = Buffer.from(zip).toString('latin1').replaceAll('run-X', 'run-1');
    expect(await outcome(new Uint8Array(Buffer.from(twice, 'latin1')))).toBeNull();
  });

  test('values replaced under right checksums', async () => {
    const random = seededRandom('values');
    const own = `backbones/${source.backbones[0]}`;
    const jsons = [
      'project.json',
      'runs/run-1.json',
      'runs/run-2.json',
      `${own}/card.json`,
      `${own}/model.json`,
    ];
    const draw = () => {
      const path = pick(jsons, random);
      return { path, json: mutated(JSON.parse(textOf(contentOf(path))), random) };
    };
    let refused = 0;
    await rounds(40, draw, async ({ path, json }) => {
      const opened = fakeStore(['run-1']);
      const contents = await outcome(await zipOf(withFiles(new Map([[path, text.encode(json)]]))), opened);
      if (!contents) {
        refused++;
        return;
      }
      // What was let through can be saved and opened again.
      const weights = async (id: string) => opened.runs.get(id)?.weights ?? source.weights(id);
      const answered = async (id: string) => opened.runs.get(id)?.run ?? source.answered(id);
      const backbone = async (id: string) => {
        const { card, model, weights: values } = opened.backbones.get(id) ?? lost(id);
        return { card, model: new Blob([model]), weights: new Blob([values]) };
      };
      const backbones = contents.backbones.map(({ id }) => id);
      const again = await projectBytes({ ...source, ...contents, backbones, answered, weights, backbone });
      expect(await open(again, fakeStore())).toEqual(contents);
    });
    expect(refused).toBeGreaterThan(20);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('weights replaced under right checksums', async () => {
    const random = seededRandom('weights');
    const draw = () => {
      const own = `backbones/${source.backbones[0]}/weights.bin`;
      const path = pick(['runs/run-1.bin', 'runs/run-2.bin', own], random);
      const data = contentOf(path)?.slice() ?? new Uint8Array();
      const at = 4 * Math.floor((random() * data.length) / 4);
      const value = pick([Number.NaN, Number.POSITIVE_INFINITY], random);
      new DataView(data.buffer).setFloat32(at, value, true);
      return { path, data: pick([data, data.slice(0, at), new Uint8Array([...data, ...data])], random) };
    };
    await rounds(24, draw, async ({ path, data }) =>
      expect(await outcome(await zipOf(withFiles(new Map([[path, data]]))))).toBeNull(),
    );
  });
});

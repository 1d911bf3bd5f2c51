import { gzipSync } from 'node:zlib';
import { configure } from '@zip.js/zip.js';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { fakeTar, fakeZip } from '../../../../test-support/engine/dataset/fake-archives.ts';
import { bounded, mutatedBytes, saysSomething } from '../../../../test-support/engine/mutate-bytes.ts';
import { kindOfName } from '../../../core/dataset/import/file-kind.ts';
import type { ImportItem } from '../../../core/dataset/import/found-files.ts';
import type { ListedFile } from '../../../core/dataset/import/import-plan.ts';
import { unpackTable } from '../../../core/dataset/import/label-table.ts';
import { planImport } from '../../../core/dataset/import/plan-import.ts';
import { type Failure, toFailure } from '../../../core/project/failure.ts';
import { type Random, seededRandom } from '../../../core/random.ts';
import { checkImage } from '../../../engine/dataset/decode.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';
import { listFiles } from '../../../engine/dataset/list-files.ts';
import { importSources } from './sources.ts';

configure({ useWebWorkers: false });

type Bytes = Uint8Array<ArrayBuffer>;
const text = (words: string): Bytes => new TextEncoder().encode(words);

/** A picture that is like no other. */
const pictureOf = (shade: number) =>
  sharp(
    Uint8Array.from({ length: 24 * 16 * 3 }, (_, i) => (i * i * (shade + 3)) % 251),
    { raw: { width: 24, height: 16, channels: 3 } },
  );
const jpegOf = async (shade: number): Promise<Bytes> =>
  new Uint8Array(await pictureOf(shade).jpeg().toBuffer());

const signal = new AbortController().signal;

interface Read {
  /** Path and hash of each photo that can be a sample. */
  readonly photos: ReadonlyMap<string, string>;
  /** Photos that nothing gave a class: counted, and told of. */
  readonly setAside: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/** What becomes of a drop, up to where the browser decodes pictures. */
async function readDrop(dropped: ReadonlyMap<string, Bytes>): Promise<Read> {
  const files = [...dropped].map(([path, bytes]) => ({ path, file: new Blob([bytes]) }));
  // As the page does it (store/dataset/list-drop.ts): a photo's name is enough to list it.
  const named = files.flatMap(({ path }): readonly ListedFile[] => {
    const kind = kindOfName(path);
    return kind === 'photo' || kind === 'other' ? [{ path, kind }] : [];
  });
  const unclear = files.filter(({ path }) => !named.some((one) => one.path === path));
  const found = await listFiles(unclear, new Map(), signal);
  const listing = { ...found, files: [...named, ...found.files], tables: found.tables.map(unpackTable) };
  const plan = planImport(listing, { into: null, fallbackClass: 'Class 1', existing: [] });
  const failures = [...found.problems, ...plan.problems];
  const items = files.flatMap(({ path, file }): readonly ImportItem<Blob>[] => {
    if (!found.archives.includes(path))
      return plan.photos
        .filter((photo) => photo.path === path)
        .map((photo) => ({ kind: 'photo', file, ...photo }));
    const photos = plan.photos.filter((photo) => photo.path.startsWith(`${path}/`));
    return photos.length > 0 ? [{ kind: 'archive', path, file, page: null, photos }] : [];
  });
  const photos = new Map<string, string>();
  const listener = { lost: () => {}, reject: (failure: Failure) => failures.push(failure) };
  for await (const source of importSources(items, signal, listener))
    try {
      const { bytes } = await source.read(signal);
      checkImage(bytes, source.path);
      photos.set(source.path, await sha256(bytes));
    } catch (error) {
      failures.push({ file: source.path, ...toFailure(error) });
    }
  return { photos, setAside: new Set(plan.setAside), failures };
}

/** What lies beside the damaged file: two classes, and an archive. */
const sound = new Map<string, Bytes>([
  ['set/rose/1.jpg', await jpegOf(1)],
  ['set/rose/2.jpg', await jpegOf(2)],
  ['set/daisy/1.jpg', await jpegOf(3)],
  [
    'more/tulip.zip',
    new Uint8Array(await fakeZip([{ name: 'a.jpg', bytes: await jpegOf(4) }]).arrayBuffer()),
  ],
]);
const whole = await readDrop(sound);

/** Reads the drop with files damaged anew each time, and holds the rest of it to what it is by itself. */
async function fuzz(rounds: number, seed: string, files: readonly (readonly [path: string, bytes: Bytes])[]) {
  const random: Random = seededRandom(seed);
  const told = { read: 0, refused: 0 };
  for (let round = 0; round < rounds; round++) {
    const [path, bytes] = files[round % files.length] ?? ['', new Uint8Array()];
    const changed = mutatedBytes(bytes, random);
    const where = `${path}, round ${round}`;
    const drop = new Map([...sound, [path, changed]]);
    const { photos, setAside, failures } = await bounded(() => readDrop(drop)).catch((error: unknown) => {
      throw new Error(`${where}: ${error}`, { cause: error });
    });
    // Whatever it is, it costs nothing else; of a list that does not name a photo the person is told.
    for (const [name, hash] of whole.photos)
      if (!setAside.has(name)) expect(photos.get(name), `${where}: ${name}`).toBe(hash);
    if (kindOfName(path) !== 'list')
      expect(
        [...setAside].filter((name) => whole.photos.has(name)),
        where,
      ).toEqual([]);
    for (const failure of failures) {
      const words = `${where}: ${JSON.stringify(failure)}`;
      expect(failure.code, words).not.toBe('unexpected');
      expect(saysSomething(failure), words).toBe(true);
      expect(failure.file?.startsWith(path), words).toBe(true);
    }
    if (failures.length > 0) told.refused++;
    else told.read++;
  }
  return told;
}

test('the drop without a damaged file is read whole', () => {
  expect(whole.failures).toEqual([]);
  expect([...whole.photos.keys()]).toEqual([
    'set/rose/1.jpg',
    'set/rose/2.jpg',
    'set/daisy/1.jpg',
    'more/tulip.zip/a.jpg',
  ]);
});

test('105 damaged pictures are read or refused by name, and cost no other photo', async () => {
  const picture = pictureOf(9);
  const encoded = async (format: 'jpeg' | 'png' | 'gif' | 'webp' | 'avif'): Promise<Bytes> =>
    new Uint8Array(await picture.clone().toFormat(format).toBuffer());
  const bmp = new Uint8Array(54 + 72 * 16);
  const view = new DataView(bmp.buffer);
  bmp.set(text('BM'));
  for (const [at, value] of [
    [10, 54],
    [14, 40],
    [18, 24],
    [22, 16],
    [26, 24 << 16],
  ] as const)
    view.setUint32(at, value, true);
  const { refused } = await fuzz(105, 'pictures', [
    ['set/rose/x.jpg', await encoded('jpeg')],
    ['set/rose/x.png', await encoded('png')],
    ['set/rose/x.gif', await encoded('gif')],
    ['set/rose/x.webp', await encoded('webp')],
    ['set/rose/x.avif', await encoded('avif')],
    ['set/rose/x.bmp', bmp],
    // Its bytes alone tell what it is.
    ['set/rose/x', await encoded('png')],
  ]);
  expect(refused).toBeGreaterThan(20);
});

test('90 damaged zips and 90 damaged tars are read as far as they can be, and cost no other photo', async () => {
  const files = [
    { name: 'flowers/rose/3.jpg', bytes: await jpegOf(5) },
    { name: 'flowers/daisy/4.jpg', bytes: await jpegOf(6) },
    { name: 'flowers/labels.csv', bytes: text('filename,label\n3.jpg,rose\n4.jpg,daisy\n') },
    { name: 'flowers/readme', bytes: text('what it is') },
  ];
  const zip = new Uint8Array(await fakeZip(files).arrayBuffer());
  const long = { name: `${'deep/'.repeat(24)}5.jpg`, bytes: await jpegOf(7) };
  const tar = fakeTar([...files, long]);
  const zips = await fuzz(90, 'zips', [['x.zip', zip]]);
  const tars = await fuzz(90, 'tars', [
    ['x.tar', tar],
    ['x.tar.gz', new Uint8Array(gzipSync(tar))],
  ]);
  expect(zips.refused).toBeGreaterThan(20);
  expect(tars.refused).toBeGreaterThan(20);
});

test('100 damaged lists of labels are read or refused by name, and cost no photo', async () => {
  const rows = ['rose/1.jpg,rose', 'rose/2.jpg,rose', 'daisy/1.jpg,daisy'];
  const items = rows.map((row) => row.split(',')).map(([file, label]) => ({ file_name: file, label }));
  const coco = {
    images: items.map(({ file_name }, id) => ({ id, file_name })),
    annotations: items.map((_, id) => ({ image_id: id, category_id: id === 2 ? 1 : 0 })),
    categories: [
      { id: 0, name: 'rose' },
      { id: 1, name: 'daisy' },
    ],
  };
  const { refused } = await fuzz(100, 'lists', [
    ['set/labels.csv', text(`filename,label\n${rows.join('\n')}\n`)],
    [
      'set/labels.tsv',
      new Uint8Array(
        Buffer.from(`\uFEFFfilename\tlabel\n${rows.join('\n').replaceAll(',', '\t')}`, 'utf16le'),
      ),
    ],
    ['set/metadata.jsonl', text(items.map((item) => JSON.stringify(item)).join('\n'))],
    ['set/labels.json', text(JSON.stringify(items))],
    ['set/coco.json', text(JSON.stringify(coco))],
  ]);
  expect(refused).toBeGreaterThan(20);
});

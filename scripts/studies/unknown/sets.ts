import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { type Random, shuffle } from '../../../src/core/random.ts';
import { loadBackbone, readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { ROOT } from '../../models/paths.ts';
import { featuresOf, withCuts } from '../features.ts';
import { classesOf, filesOf } from '../folders.ts';

/** Features of labelled pictures. */
export interface Pictures {
  readonly rows: readonly Float32Array[];
  readonly labels: readonly number[];
}

/** A data set's features: what is trained on, and what is held out for the end. */
export interface FeatureSet {
  readonly name: string;
  readonly classes: number;
  readonly train: Pictures;
  readonly test: Pictures;
}

const SAMPLES = ['earth', 'emoji', 'digits'];

/** The folders' pictures and the sample sets, through a backbone. */
export async function featureSets(
  backbone: string,
  train: string,
  test: string,
): Promise<readonly FeatureSet[]> {
  const { input } = await readCard(backbone);
  const model = withCuts(await loadBackbone(backbone), ['features']);
  const setOf = async (name: string, folders: { readonly train: string; readonly test: string }) => {
    const names = await classesOf(folders.train);
    const of = async (folder: string): Promise<Pictures> => {
      const files = await filesOf(folder, names);
      const paths = files.map(({ path }) => path);
      const [rows = []] = await featuresOf(model, paths, input);
      return { rows, labels: files.map(({ label }) => label) };
    };
    console.log(`features of ${name}`);
    return { name, classes: names.length, train: await of(folders.train), test: await of(folders.test) };
  };
  const sets: FeatureSet[] = [await setOf('folders', { train, test })];
  const unpacked = await mkdtemp(join(tmpdir(), 'headstart-unknown-'));
  try {
    for (const name of SAMPLES) {
      await unpack(name, join(unpacked, name));
      sets.push(
        await setOf(name, { train: join(unpacked, name, 'train'), test: join(unpacked, name, 'test') }),
      );
    }
  } finally {
    await rm(unpacked, { recursive: true });
  }
  return sets;
}

async function unpack(sample: string, folder: string): Promise<void> {
  configure({ useWebWorkers: false });
  const zip = await readFile(join(ROOT, 'public/samples', sample, 'data.zip'));
  for (const entry of await new ZipReader(new Uint8ArrayReader(new Uint8Array(zip))).getEntries()) {
    if (entry.directory) continue;
    const path = join(folder, entry.filename);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await entry.getData(new Uint8ArrayWriter()));
  }
}

/** Pictures of some classes, their labels counted anew in the order given. */
export function only({ rows, labels }: Pictures, classes: readonly number[]): Pictures {
  const kept = labels.flatMap((label, i) => (classes.includes(label) ? [i] : []));
  return pick({ rows, labels: labels.map((label) => classes.indexOf(label)) }, kept);
}

/** A fifth of each class for validation, at least one, as the page holds out. */
export function holdOut(
  pictures: Pictures,
  random: Random,
): { readonly train: Pictures; readonly validation: Pictures } {
  const all = shuffle([...pictures.labels.keys()], random);
  const held = new Set(
    [...new Set(pictures.labels)].flatMap((label) => {
      const of = all.filter((i) => pictures.labels[i] === label);
      return of.slice(0, Math.max(1, Math.round(0.2 * of.length)));
    }),
  );
  return {
    train: pick(
      pictures,
      all.filter((i) => !held.has(i)),
    ),
    validation: pick(
      pictures,
      all.filter((i) => held.has(i)),
    ),
  };
}

function pick({ rows, labels }: Pictures, indices: readonly number[]): Pictures {
  return {
    rows: indices.flatMap((i) => rows[i] ?? []),
    labels: indices.flatMap((i) => labels[i] ?? []),
  };
}

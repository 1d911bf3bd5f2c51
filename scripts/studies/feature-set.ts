import { type Random, shuffle } from '../../src/core/random.ts';
import type { StudiedBackbone } from './features.ts';
import { classesOf, filesOf } from './folders.ts';

/** Features of labelled pictures. */
export interface Pictures {
  readonly rows: readonly Float32Array[];
  readonly labels: readonly number[];
}

/** A data set's features: what is trained on, and what is held out for the end. */
export interface FeatureSet {
  readonly name: string;
  readonly classes: readonly string[];
  readonly train: Pictures;
  readonly test: Pictures;
}

/** Two folders with the same class folders, through a backbone. */
export async function featureSet(
  { card, featuresOf }: StudiedBackbone,
  name: string,
  folders: { readonly train: string; readonly test: string },
): Promise<FeatureSet> {
  console.log(`${card.id}: features of ${name}`);
  const classes = await classesOf(folders.train);
  const of = async (folder: string): Promise<Pictures> => {
    const files = await filesOf(folder, classes);
    return {
      rows: await featuresOf(files.map(({ path }) => path)),
      labels: files.map(({ label }) => label),
    };
  };
  return { name, classes, train: await of(folders.train), test: await of(folders.test) };
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

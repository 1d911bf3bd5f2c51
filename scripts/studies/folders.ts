import { readdir } from 'node:fs/promises';
import { picturesOf } from '../bench/photos.ts';

export interface LabelledFile {
  readonly path: string;
  readonly label: number;
}

/** The classes of a data set: the names of the sub-folders, sorted. */
export async function classesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The pictures of a folder of class folders, class by class and in the order of their paths. */
export async function filesOf(folder: string, classes: readonly string[]): Promise<readonly LabelledFile[]> {
  const pictures = await picturesOf(folder);
  return classes.flatMap((name, label) =>
    pictures.filter(({ className }) => className === name).map(({ path }) => ({ path, label })),
  );
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface LabelledFile {
  readonly path: string;
  readonly label: number;
}

const PICTURE = /\.(jpe?g|png|webp|avif|gif)$/i;

/** The classes of a data set: the names of the sub-folders, sorted. */
export async function classesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The pictures of a folder of class folders, in a fixed order. */
export async function filesOf(folder: string, classes: readonly string[]): Promise<readonly LabelledFile[]> {
  const files: LabelledFile[] = [];
  for (const [label, name] of classes.entries()) {
    const inside = (await readdir(join(folder, name))).filter((file) => PICTURE.test(file)).toSorted();
    files.push(...inside.map((file) => ({ path: join(folder, name, file), label })));
  }
  return files;
}

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { picturesOf } from '../bench/photos.ts';

/** A data set of the panel. */
export interface PanelSet {
  readonly name: string;
  /** Holds train/ and test/, and in these a folder of photos for each class. */
  readonly folder: string;
  /** Pictures under test/, as files. */
  readonly testFiles: number;
}

/**
 * The folders of a folder that have train/ and test/, by name.
 * @throws where there is none
 */
export async function setsOf(dir: string): Promise<readonly PanelSet[]> {
  const names = (await readdir(dir)).toSorted();
  const folders = names.map((name) => join(dir, name));
  const sets: PanelSet[] = [];
  for (const folder of folders) {
    if (!(await isFolder(join(folder, 'train'))) || !(await isFolder(join(folder, 'test')))) continue;
    const { length } = await picturesOf(join(folder, 'test'));
    sets.push({ name: basename(folder), folder, testFiles: length });
  }
  if (sets.length === 0) throw new Error(`${dir} holds no folder with train/ and test/`);
  return sets;
}

/** What can't be read is none. */
const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

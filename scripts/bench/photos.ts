import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import type { BenchOptions } from './options.ts';
import { variantOf } from './variant.ts';

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.bmp']);

/** A photo of the training folder, for what is measured outside of the page. */
export interface Photo {
  readonly path: string;
  /** Name of its folder. */
  readonly className: string;
}

/** The pictures of a folder, at any depth, in the order of their paths. */
export async function picturesOf(folder: string): Promise<readonly Photo[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && PICTURES.has(extname(entry.name).toLowerCase()))
    .map((entry) => ({ path: join(entry.parentPath, entry.name), className: basename(entry.parentPath) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Lays the photos out as one folder that a person could drop: train/ and test/ with the classes inside. The page holds
 * out its own validation photos of train/.
 * @param folder is made
 * @returns how many photos it holds
 */
export async function layOut(folder: string, { train, test, repeat }: BenchOptions): Promise<number> {
  const trained = await takeAll(train, join(folder, 'train'), repeat);
  if (trained === 0) throw new Error(`${train} holds no pictures`);
  return trained + (test === null ? 0 : await takeAll(test, join(folder, 'test'), 1));
}

async function takeAll(from: string, to: string, times: number): Promise<number> {
  const photos = await picturesOf(from);
  for (const { path } of photos) {
    const target = join(to, relative(from, path));
    await mkdir(join(target, '..'), { recursive: true });
    await take(path, target);
    if (times === 1) continue;
    const file = await readFile(path);
    const [stem, extension] = [target.slice(0, -extname(target).length), extname(target)];
    for (let i = 2; i <= times; i++) await writeFile(`${stem}-${i}${extension}`, variantOf(file, i));
  }
  return photos.length * times;
}

/** A second name for the file where the disk allows it. */
async function take(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

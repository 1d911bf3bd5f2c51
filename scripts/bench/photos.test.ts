import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportPlan, ListedFile } from '../../src/core/dataset/import/import-plan.ts';
import { planImport } from '../../src/core/dataset/import/plan-import.ts';
import { readOptions } from './options.ts';
import { layOut, picturesOf } from './photos.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headstart-photos-'));
  const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: 'green' } });
  for (const path of ['mine/oak/1.jpg', 'mine/elm/1.jpg', 'mine/elm/2.png', 'held/elm/1.jpg']) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await picture.clone().toFile(join(folder, path));
  }
});

afterAll(() => rm(folder, { recursive: true }));

const options = (...words: string[]) => readOptions(['--train', join(folder, 'mine'), ...words]);

/** What the page makes of the files of a folder, which a folder picker names from the folder itself on. */
async function picked(name: string): Promise<ImportPlan> {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(
      (entry): ListedFile => ({
        path: join(entry.parentPath, entry.name).slice(folder.length + 1),
        kind: 'photo',
      }),
    );
  return planImport(
    { files, archives: [], tables: [], unpacked: [] },
    { into: null, fallbackClass: 'none', existing: [] },
  );
}

test('pictures are found with their classes', async () => {
  const pictures = await picturesOf(join(folder, 'mine'));
  expect(pictures.map(({ className }) => className)).toEqual(['elm', 'elm', 'oak']);
});

test('the page takes train/ as training and validation, test/ as held out', async () => {
  expect(await layOut(join(folder, 'dropped'), options('--test', join(folder, 'held')))).toBe(4);
  const { photos: planned } = await picked('dropped');
  const places = planned.map(({ className, split }) => `${className} ${split}`).sort();
  // null: the page itself divides them into training and validation.
  expect(places).toEqual(['elm null', 'elm null', 'elm test', 'oak null']);
});

test('repeated photos are further files of the same class', async () => {
  expect(await layOut(join(folder, 'many'), options('--repeat', '3'))).toBe(9);
  const { photos: planned } = await picked('many');
  expect(planned.map(({ className }) => className).sort()).toEqual([
    ...Array<string>(6).fill('elm'),
    ...Array<string>(3).fill('oak'),
  ]);
});

test('a folder without pictures is an error', async () => {
  await mkdir(join(folder, 'empty'), { recursive: true });
  const empty = readOptions(['--train', join(folder, 'empty')]);
  await expect(layOut(join(folder, 'nothing'), empty)).rejects.toThrow('holds no pictures');
});

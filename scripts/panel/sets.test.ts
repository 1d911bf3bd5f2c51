import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTree } from '../../e2e/fixtures/folders.ts';
import { setsOf } from './sets.ts';

test('a set is a folder with train/ and test/', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'headstart-panel-'));
  try {
    await expect(setsOf(dir)).rejects.toThrow('holds no folder with train/ and test/');
    await writeTree(dir, {
      'README.md': '',
      'leaves/train/oak/1.jpg': '',
      'leaves/test/oak/2.jpg': '',
      'leaves/test/ash/3.PNG': '',
      'leaves/test/notes.txt': '',
      'birds/train/owl/1.jpg': '',
      'birds/test/owl/2.jpg': '',
      'untested/train/a/1.jpg': '',
      'file/train/a/1.jpg': '',
      'file/test': '',
    });
    expect(await setsOf(dir)).toEqual([
      { name: 'birds', folder: join(dir, 'birds'), testFiles: 1 },
      { name: 'leaves', folder: join(dir, 'leaves'), testFiles: 2 },
    ]);
  } finally {
    await rm(dir, { recursive: true });
  }
});

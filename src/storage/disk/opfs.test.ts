import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openFile } from './opfs.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What nothing refers to any more is gone after it. */
async function collected(): Promise<void> {
  await new Promise(setImmediate);
  collect();
}

const opened = {} as FileSystemSyncAccessHandle;

/** Opens a file that only the opening refers to. */
function openDropped() {
  const answers: ((handle: FileSystemSyncAccessHandle) => void)[] = [];
  const file = {
    createSyncAccessHandle: () => new Promise((resolve) => void answers.push(resolve)),
  } as Partial<FileSystemFileHandle> as FileSystemFileHandle;
  const opening = [openFile(file), openFile(file)];
  return { file: new WeakRef(file), opening, answers };
}

test('a file is held on to until each of its openings has ended, and no longer', async () => {
  const { file, opening, answers } = openDropped();
  await collected();
  expect(file.deref()).toBeDefined();
  answers[0]?.(opened);
  expect(await opening[0]).toBe(opened);
  await collected();
  expect(file.deref()).toBeDefined();
  answers[1]?.(opened);
  expect(await opening[1]).toBe(opened);
  await collected();
  expect(file.deref()).toBeUndefined();
});

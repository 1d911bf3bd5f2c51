import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryFile, MemoryFolder } from './memory-files.ts';

const bytes = fc.uint8Array({ maxLength: 40 });

/** What can be done to a file, and what a plain list of bytes becomes by it. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), at: fc.nat(60), bytes }),
  fc.record({ kind: fc.constant('truncate' as const), size: fc.nat(60) }),
);

test('a file is what the same writes make of a list of bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const file = new MemoryFile('one');
      let list: number[] = [];
      const handle = await file.createSyncAccessHandle();
      for (const one of steps) {
        const size = one.kind === 'write' ? Math.max(list.length, one.at + one.bytes.length) : one.size;
        list = Array.from({ length: size }, (_, i) => list[i] ?? 0);
        if (one.kind === 'truncate') handle.truncate(one.size);
        else {
          expect(handle.write(new Uint8Array(one.bytes), { at: one.at })).toBe(one.bytes.length);
          one.bytes.forEach((byte, i) => {
            list[one.at + i] = byte;
          });
        }
        expect(handle.getSize()).toBe(list.length);
      }
      const read = new Uint8Array(100);
      expect(handle.read(read, { at: 3 })).toBe(Math.max(0, list.length - 3));
      expect([...read.subarray(0, Math.max(0, list.length - 3))]).toEqual(list.slice(3));
      handle.close();
      expect([...new Uint8Array(await (await file.getFile()).arrayBuffer())]).toEqual(list);
    }),
  );
});

test('what was read as a file can be written again, and the file that was read stays what it was', async () => {
  const file = new MemoryFile('one');
  const write = async (at: number, ...values: number[]) => {
    const handle = await file.createSyncAccessHandle();
    handle.write(Uint8Array.from(values), { at });
    const during = await contents(await file.getFile());
    handle.close();
    return during;
  };
  const contents = async (read: File) => [...new Uint8Array(await read.arrayBuffer())];
  await write(0, 1, 2, 3);
  const first = await file.getFile();
  expect(await file.getFile()).toBe(first);
  expect(await write(2, 8, 9)).toEqual([1, 2, 8, 9]);
  expect(await contents(await file.getFile())).toEqual([1, 2, 8, 9]);
  expect(await contents(first)).toEqual([1, 2, 3]);
});

test('one handle at a time, and no file is taken away under it', async () => {
  const folder = new MemoryFolder();
  const file = await folder.getFileHandle('one', { create: true });
  const handle = await file.createSyncAccessHandle();
  await expect(file.createSyncAccessHandle()).rejects.toThrow(/handle/);
  await expect(folder.removeEntry('one')).rejects.toThrow(/handle/);
  handle.close();
  await folder.removeEntry('one');
  await expect(folder.getFileHandle('one')).rejects.toMatchObject({ name: 'NotFoundError' });
});

test('folders are found, listed, and taken away with what is in them', async () => {
  const root = new MemoryFolder();
  await expect(root.getDirectoryHandle('a')).rejects.toMatchObject({ name: 'NotFoundError' });
  const folder = await root.getDirectoryHandle('a', { create: true });
  await folder.getFileHandle('b', { create: true });
  expect(await root.getDirectoryHandle('a')).toBe(folder);
  await expect(root.getFileHandle('a')).rejects.toMatchObject({ name: 'TypeMismatchError' });
  await expect(root.removeEntry('a')).rejects.toMatchObject({ name: 'InvalidModificationError' });
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  expect(names).toEqual(['b']);
  await root.removeEntry('a', { recursive: true });
  await expect(root.removeEntry('a')).rejects.toMatchObject({ name: 'NotFoundError' });
});

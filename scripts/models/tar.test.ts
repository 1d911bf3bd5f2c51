import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { filesOfTarball } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'tar-'));
afterAll(() => rmSync(folder, { recursive: true }));

test("reads what the system's tar wrote: names over 100 characters, sizes around the block", () => {
  const deep = `${'a'.repeat(80)}/${'b'.repeat(60)}.bin`;
  mkdirSync(join(folder, 'package', 'a'.repeat(80)), { recursive: true });
  const contents = new Map([
    ['empty.json', Buffer.alloc(0)],
    ['block.bin', Buffer.alloc(512, 7)],
    ['more.bin', Buffer.alloc(513, 9)],
    [deep, Buffer.from('deep')],
  ]);
  for (const [path, bytes] of contents) writeFileSync(join(folder, 'package', path), bytes);
  const tarball = execFileSync('tar', ['--format=ustar', '-czf', '-', '-C', folder, 'package']);
  expect(filesOfTarball(tarball, [...contents.keys()])).toEqual(contents);
  expect(() => filesOfTarball(tarball, ['absent'])).toThrow('holds no absent');
});

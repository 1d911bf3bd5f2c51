import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/**
 * The wanted files of an npm tarball (gzipped ustar), by their path without the leading `package/`.
 * @throws where a wanted file is not in it
 */
export function filesOfTarball(tarball: Uint8Array, wanted: readonly string[]): ReadonlyMap<string, Buffer> {
  const tar = gunzipSync(tarball);
  const files = new Map<string, Buffer>();
  let offset = 0;
  while (offset + BLOCK <= tar.length) {
    const name = textField(tar, offset, 100);
    if (name === '') break;
    const size = Number.parseInt(textField(tar, offset + 124, 12), 8);
    const prefix = textField(tar, offset + 345, 155);
    const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^[^/]*\//, '');
    const start = offset + BLOCK;
    if (wanted.includes(path)) files.set(path, tar.subarray(start, start + size));
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  for (const path of wanted) {
    if (!files.has(path)) throw new Error(`the tarball holds no ${path}`);
  }
  return files;
}

function textField(tar: Buffer, start: number, length: number): string {
  const field = tar.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end).trim();
}

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.json', '.wasm', '.svg']);
/** Below this a compressed answer saves no packet. */
const LEAST_BYTES = 1024;

/**
 * Writes a `.br` and a `.gz` beside each file of a folder, at any depth, that text compression makes smaller.
 * @returns the number of files that got them
 */
export async function compressFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.has(extname(entry.name)));
  const written = await Promise.all(files.map((file) => compressFile(join(file.parentPath, file.name))));
  return written.filter(Boolean).length;
}

async function compressFile(path: string): Promise<boolean> {
  const content = await readFile(path);
  if (content.length < LEAST_BYTES) return false;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, best));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = await compressFolder(resolve(import.meta.dirname, '../../dist'));
  console.log(`${count} files compressed`);
}

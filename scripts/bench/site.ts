import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compressFolder } from '../serve/compress.ts';
import { ROOT, runCommand } from '../setup/command.ts';

const SOURCES = [
  'src',
  'public',
  'scripts/build',
  'scripts/serve',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

/** The folder of the production build, made anew where a source is younger. */
export async function buildSite(): Promise<string> {
  const dist = join(ROOT, 'dist');
  // A build that was not compressed would transfer more than the product does.
  const built = await youngest(join(dist, 'index.html.br')).catch(() => 0);
  const changed = await Promise.all(SOURCES.map((source) => youngest(join(ROOT, source))));
  if (built > Math.max(...changed)) return dist;
  if ((await runCommand(['vite', 'build'])) !== 0) throw new Error('The page could not be built: see above.');
  await compressFolder(dist);
  return dist;
}

/** When a file, or the last of a folder's files, was changed; milliseconds since 1970. */
async function youngest(path: string): Promise<number> {
  const { mtimeMs } = await stat(path);
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const times = entries
    // The build writes these itself.
    .filter((entry) => entry.isFile() && entry.name !== 'index.json')
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs);
  return entries.length === 0 ? mtimeMs : Math.max(...(await Promise.all(times)));
}

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import type { OfflineFile, OfflineList } from '../../src/service-worker/protocol.ts';
import { headersFor, isWorkerScript } from '../serve/headers.ts';
import { bundle } from './exported-bundles.ts';

const SERVICE_WORKER = 'service-worker.js';
const ROOT = path.join(import.meta.dirname, '../..');

/** Writes the service worker into the build, last, with the list of all that is in it. */
export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: async ({ dir }) => {
      if (dir === undefined) throw new Error('The build has no folder.');
      const list = offlineList(await hashFiles(dir));
      const [script] = await bundle(
        { entry: 'src/service-worker/service-worker.ts', name: 'service-worker', format: 'iife' },
        ROOT,
      );
      await writeFile(
        path.join(dir, SERVICE_WORKER),
        `const offlineList = ${JSON.stringify(list)};\n${script?.source}`,
      );
    },
  },
};

/** Every file of a build but the service worker itself and the compressed copies, in order of their paths. */
async function hashFiles(folder: string): Promise<readonly OfflineFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => file !== SERVICE_WORKER && !/\.(br|gz)$/.test(file))
    .sort();
  return Promise.all(
    paths.map(async (file) => {
      const content = await readFile(path.join(folder, file));
      const hash = `sha256-${createHash('sha256').update(content).digest('base64')}`;
      return { path: file, hash, bytes: content.length };
    }),
  );
}

/** What is large of a model or a sample set. The cards and pictures beside it are shown by the first screen. */
const LARGE = /^((?:models|samples)\/[^/]+)\/(?:model\.json|data\.zip|[^/]+\.bin)$/;

/** Code above this size is fetched only where it is used or asked for: it would double what each visit keeps. Bytes. */
const LARGE_CODE = 1e6;

/** Sorts the files of a build: each model, each sample set and large libraries are parts, all else is the page. */
export function offlineList(files: readonly OfflineFile[]): OfflineList {
  const partOf = ({ path, bytes }: OfflineFile) =>
    path.startsWith('assets/') && bytes > LARGE_CODE ? 'code/libraries' : LARGE.exec(path)?.[1];
  const ids = [...new Set(files.map(partOf))].filter((id) => id !== undefined).sort();
  return {
    shell: files.filter((file) => partOf(file) === undefined),
    parts: ids.map((id) => ({ id, files: files.filter((file) => partOf(file) === id) })),
    headers: Object.fromEntries(
      files
        .filter(({ path }) => path === 'index.html' || isWorkerScript(path))
        .map(({ path }) => {
          const { 'Cache-Control': _, ...headers } = headersFor(`/${path}`, true);
          return [path, headers];
        }),
    ),
  };
}

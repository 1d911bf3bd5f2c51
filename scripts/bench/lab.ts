import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import config from '../../vite.config.ts';
import { startServer } from '../serve/server.ts';
import type { LabPhoto } from './lab/messages.ts';
import type { BenchOptions } from './options.ts';
import { picturesOf } from './photos.ts';

/** A site beside the product's, in the same browser, for what is compared with it. */
export interface Lab {
  /** With a slash at its end. */
  readonly url: string;
  readonly folder: string;
  readonly backbone: string;
  /** The training photos. */
  readonly photos: readonly LabPhoto[];
  readonly classes: readonly string[];
  open(page: 'head' | 'boundary' | 'peer'): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Builds and serves the lab's pages, with the product's backbones and the training photos.
 * @param dist the built product
 * @param scratch a folder to write to
 * @param scripts further files for its pages, by name
 */
export async function startLab(
  context: BrowserContext,
  dist: string,
  scratch: string,
  { train, backbone }: Pick<BenchOptions, 'train'> & { readonly backbone: string },
  scripts: ReadonlyMap<string, Buffer>,
): Promise<Lab> {
  const root = join(import.meta.dirname, 'lab');
  const folder = join(scratch, 'lab');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    base: './',
    ...(config.worker && { worker: config.worker }),
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      rolldownOptions: { input: ['head', 'boundary', 'peer'].map((page) => join(root, `${page}.html`)) },
    },
  });
  await symlink(join(dist, 'models'), join(folder, 'models'));
  await mkdir(join(folder, 'photos'));
  const pictures = await picturesOf(train);
  const classes = [...new Set(pictures.map(({ className }) => className))];
  const names = pictures.map(({ path }, i) => `photos/${i}${extname(path)}`);
  for (const [i, { path }] of pictures.entries()) await copyFile(path, join(folder, names[i] ?? ''));
  for (const [name, content] of scripts) await writeFile(join(folder, name), content);
  // It knows the files that are there when it starts.
  const server = await startServer({ port: 0, folder });
  return {
    url: server.url,
    folder,
    backbone,
    photos: pictures.map(({ className }, i) => ({
      url: `${server.url}${names[i]}`,
      label: classes.indexOf(className),
    })),
    classes,
    open: async (name) => {
      const page = await context.newPage();
      // Older libraries make code of strings, which the server's policy forbids the product.
      const session = await context.newCDPSession(page);
      await session.send('Page.setBypassCSP', { enabled: true });
      await page.goto(`${server.url}${name}.html`);
      return page;
    },
    close: () => server.close(),
  };
}

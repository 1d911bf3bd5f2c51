import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { target } from './scripts/build/browsers.ts';
import { exportedBundles } from './scripts/build/exported-bundles.ts';
import { offline } from './scripts/build/offline-plugin.ts';
import { contentSecurityPolicy } from './scripts/serve/csp.ts';

/** The policy as a meta tag, so that it holds on hosts that send no headers. Not in development, whose hot reload needs inline scripts. */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** What no page shows of a card (CatalogueCard). */
const unshown: ReadonlySet<string> = new Set(['layers', 'integrity']);

/** models/index.json and samples/index.json: the cards of what `npm run models` and `npm run samples` have made. */
const catalogue: Plugin = {
  name: 'catalogue',
  buildStart: () => {
    for (const [folder, data] of [
      ['models', 'model.json'],
      ['samples', 'data.zip'],
    ] as const) {
      const root = path.join(import.meta.dirname, 'public', folder);
      const cards = readdirSync(root)
        .filter((id) => existsSync(path.join(root, id, data)))
        .map((id): { bytes: number } => JSON.parse(readFileSync(path.join(root, id, 'card.json'), 'utf8')))
        // The quickest to fetch first.
        .sort((a, b) => a.bytes - b.bytes);
      // The first screen shows the cards; the worker reads the whole ones.
      writeFileSync(
        path.join(root, 'index.json'),
        JSON.stringify(cards, (key, value: unknown) => (unshown.has(key) ? undefined : value)),
      );
    }
  },
};

/**
 * tfjs starts its WebAssembly threads from the text of its own factory function. Minified, that text asks for a
 * variable of the scope around it without the `typeof` that guards the question, and every thread fails.
 */
const threads: Plugin = {
  name: 'wasm-threads',
  transform: (code, id) =>
    id.includes('tfjs-backend-wasm-threaded-simd.js')
      ? code.replace('typeof _scriptDir !== "undefined" && _scriptDir', 'false')
      : null,
};

/**
 * uPlot asks for numbers in the browser's language as soon as it is loaded, and throws where that is none, such as “C” in
 * WebKitGTK. The page's own numbers are English.
 */
const englishCurves: Plugin = {
  name: 'english-curves',
  transform: (code, id) =>
    id.includes('/uplot/') ? code.replace("domEnv ? nav.language : 'en-US'", "'en'") : null,
};

/** What a page or a worker begins with goes into one file: each of its own costs 400 bytes of headers and compresses worse. */
const initial: Rolldown.CodeSplittingGroup = { name: 'initial', tags: ['$initial'], priority: 2 };

/** All but the worker's script itself: WebKit runs that a second time, in the same worker, where another file imports it. */
const initialOfWorker: Rolldown.CodeSplittingGroup = { ...initial, test: (id) => !id.endsWith('.worker.ts') };

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // Relative addresses: the folder works under any path of any host.
  base: './',
  plugins: [react(), englishCurves, policy, catalogue, exportedBundles, offline],
  worker: {
    format: 'es',
    plugins: () => [threads],
    rolldownOptions: { output: { codeSplitting: { groups: [initialOfWorker] } } },
  },
  build: {
    target,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            initial,
            {
              // With the first class.
              name: 'photos',
              test: /src\/(store\/later-actions|ui\/(dataset\/(AddMenu|ClassList|Conflicts|ImportProgress|NearDuplicates|SelectionBar|SplitControl)|training\/TrainStage|backbone\/(OwnBackbones|RecipeControls)|recipe\/Advice|augmentation\/AugmentationPanel)\.)/,
              priority: 1,
            },
            { name: 'controls', test: /src\/ui\/primitives\// },
          ],
        },
      },
    },
  },
  server: { headers: isolation },
});

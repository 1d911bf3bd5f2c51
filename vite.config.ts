import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
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
      // Without the lists of layers: the first screen shows the cards, and the worker reads the whole one.
      writeFileSync(
        path.join(root, 'index.json'),
        JSON.stringify(cards, (key, value: unknown) => (key === 'layers' ? undefined : value)),
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

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // Relative addresses: the folder works under any path of any host.
  base: './',
  plugins: [react(), policy, catalogue, exportedBundles, offline],
  worker: {
    format: 'es',
    plugins: () => [threads],
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'storage', test: /src\/storage\/|\/idb\// }] } },
    },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Together, what the first screen shows: each file of its own costs 400 bytes of headers and compresses worse.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'controls',
              test: /src\/ui\/(primitives\/(?!Slider)|backbone\/(?!BackboneDetails|Own|Recipe|WhatLearns|limit))/,
            },
          ],
        },
      },
    },
  },
  server: { headers: isolation },
});

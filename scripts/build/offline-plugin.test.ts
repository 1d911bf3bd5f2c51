import { expect, test } from 'vitest';
import { contentSecurityPolicy, workerSecurityPolicy } from '../serve/csp.ts';
import { offlineList } from './offline-plugin.ts';

const file = (path: string) => ({ path, hash: 'sha256-', bytes: path.includes('hdf5') ? 4e6 : 1 });

test('what is large of models, sample sets and code is parts, all else belongs to the page', () => {
  const { shell, parts } = offlineList(
    [
      'assets/hdf5-b.js',
      'assets/index-a.js',
      'index.html',
      'models/index.json',
      'models/m/card.json',
      'models/m/group1-shard1of1.bin',
      'models/m/model.json',
      'samples/s/card.json',
      'samples/s/data.zip',
      'samples/s/picture.webp',
    ].map(file),
  );
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  expect(paths(shell)).toEqual([
    'assets/index-a.js',
    'index.html',
    'models/index.json',
    'models/m/card.json',
    'samples/s/card.json',
    'samples/s/picture.webp',
  ]);
  expect(parts.map(({ id, files }) => [id, paths(files)])).toEqual([
    ['code/libraries', ['assets/hdf5-b.js']],
    ['models/m', ['models/m/group1-shard1of1.bin', 'models/m/model.json']],
    ['samples/s', ['samples/s/data.zip']],
  ]);
});

test('the page and its workers bring the headers that isolate them, and the engine its own policy', () => {
  const { headers } = offlineList(
    ['assets/engine.worker-a.js', 'assets/index-a.js', 'assets/loader.worker-a.js', 'index.html'].map(file),
  );
  expect(Object.keys(headers)).toEqual([
    'assets/engine.worker-a.js',
    'assets/loader.worker-a.js',
    'index.html',
  ]);
  for (const sent of Object.values(headers)) {
    expect(sent['Cross-Origin-Opener-Policy']).toBe('same-origin');
    expect(sent['Cross-Origin-Embedder-Policy']).toBe('require-corp');
    expect(sent).not.toHaveProperty('Cache-Control');
  }
  expect(headers['assets/engine.worker-a.js']?.['Content-Security-Policy']).toBe(workerSecurityPolicy);
  for (const path of ['assets/loader.worker-a.js', 'index.html'])
    expect(headers[path]?.['Content-Security-Policy']).toBe(contentSecurityPolicy);
});

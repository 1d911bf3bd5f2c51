import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { htmlPage } from '../../src/engine/export/html/html-page.ts';
import { bundle } from './exported-bundles.ts';

const root = resolve(import.meta.dirname, '../..');

test('an entry with its styles and its typeface is one script and one sheet, which a page can hold', async () => {
  const files = await bundle({ entry: 'src/exported/html/page.ts', name: 'html-page', format: 'iife' }, root);
  expect(files.map(({ fileName }) => fileName).sort()).toEqual(['html-page.css', 'html-page.js']);
  const source = (ending: string) =>
    String(files.find(({ fileName }) => fileName.endsWith(ending))?.source ?? '');
  expect(source('.js')).not.toMatch(/^\s*import\b|import\(|import\.meta/m);
  expect(source('.css')).toContain('url(data:font/woff2;base64,');
  expect(source('.css')).not.toMatch(/@import|url\((?!data:)/);
  await htmlPage({ title: 'x', style: source('.css'), script: source('.js'), blocks: [] });
});

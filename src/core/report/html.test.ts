import { expect, it } from 'vitest';
import { exampleInput, hostileNames } from '../../../test-support/core/report/example.ts';
import { reportOf } from '../../../test-support/core/report/read-report.ts';
import { htmlParts } from './html.ts';

const page = (names: readonly string[]) => [...htmlParts(reportOf(exampleInput(names)))].join('');

/** Each tag with its attributes' names: what a page is made of beside its text. */
const tags = (source: string) => (source.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, ''));

it('has the same tags whatever the names are', () => {
  const harmless = hostileNames.map((_, i) => `class ${i}`);
  expect(tags(page(hostileNames))).toEqual(tags(page(harmless)));
});

it('fetches nothing and runs nothing', () => {
  const source = page(hostileNames);
  expect(source).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:">`,
  );
  const names = new Set(tags(source).map((tag) => /^<\/?(!?\w+)/.exec(tag)?.[1]));
  for (const forbidden of ['script', 'iframe', 'object', 'embed', 'link', 'base', 'form', 'a', 'use'])
    expect(names).not.toContain(forbidden);
  expect(tags(source).join('')).not.toMatch(/\son\w+/);
  const sources = [...source.matchAll(/\s(?:src|href|srcset)="([^"]*)"/g)].map(([, url]) => url ?? '');
  expect(sources.length).toBeGreaterThan(0);
  for (const url of sources) expect(url).toMatch(/^data:image\//);
});

it('names the split of each result, and shows at most 24 mistakes', () => {
  const source = page(Array.from({ length: 40 }, (_, i) => `class ${i}`));
  expect(source).toContain('Confusion matrix of the test photos');
  expect(source).toContain('Confusion matrix of the validation photos');
  expect(source.match(/<img /g)).toHaveLength(24);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleInput, hostileNames } from '../../../test-support/core/report/example.ts';
import { reportOf } from '../../../test-support/core/report/read-report.ts';
import { markdown, markdownText } from './markdown.ts';

/** As CommonMark reads inline text without markup: backslash escapes, and code spans of at signs. */
const read = (source: string) => source.replace(/`(@+)`/g, '$1').replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** What could still be markup: the escapes and the at signs' code spans taken away. */
const bare = (source: string) => source.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/`@+`/g, '');

it('leaves any text as text, in one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      const source = markdownText(text);
      expect(bare(source)).not.toMatch(/[\\`*_{}[\]<>#~|$&@]|:\/\/|www\.|[\n\r]/i);
      expect(read(source)).toBe(text.replace(/[^\S\u00a0]+/g, ' ').trim());
    }),
  );
});

it.each([
  ['- item', '\\- item'],
  ['1. item', '1\\. item'],
  ['# heading', '\\# heading'],
  ['===', '\\==='],
  ['a@b', 'a`@`b'],
  ['@@`', '`@@`\\`'],
])('%j is written as %j', (text, source) => {
  expect(markdownText(text)).toBe(source);
});

it('keeps the shape of its tables whatever is in them', () => {
  const shape = (names: readonly string[]) =>
    markdown(reportOf(exampleInput(names)))
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.replace(/\\./g, '').split('|').length);
  const harmless = hostileNames.map((_, i) => `class ${i}`);
  expect(shape(hostileNames)).toEqual(shape(harmless));
});

it('tells what came out and how to make it again', () => {
  const { run, ...rest } = exampleInput(['cat', 'dog', 'bird']);
  const text = markdown(reportOf({ run, ...rest }));
  const right = run.test?.correct;
  expect(text).toContain(`**Test: `);
  expect(text).toContain(`${right} of 3 right`);
  expect(text).toContain(JSON.stringify(run.recipe, null, 2));
});

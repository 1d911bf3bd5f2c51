import { expect, test } from 'vitest';
import { reportLines, unreadWords } from './import-report.ts';
import { planImport } from './plan-import.ts';

const lines = (...paths: readonly string[]) =>
  reportLines(
    planImport(
      {
        files: paths.map((path) => ({ path, kind: path.endsWith('.jpg') ? 'photo' : 'other' })),
        archives: [],
        tables: [],
        unpacked: [],
      },
      { into: null, fallbackClass: 'Class 1', existing: [] },
    ),
  );

test('says what was left out and set aside, and else nothing', () => {
  expect(lines('f/rose/1.jpg', 'f/lily/1.jpg')).toEqual([]);
  expect(lines('f/a.txt')).toEqual([
    'There are no photos in it.',
    '1 file that is not a photo was left out: 1 .txt.',
  ]);
  expect(
    lines('f/train/a/1.jpg', 'f/train/b/1.jpg', 'f/test/1.jpg', 'f/x.txt', 'f/y.txt', 'f/z.md', 'f/README'),
  ).toEqual([
    '1 photo has no class and is set aside.',
    '4 files that are not photos were left out: 2 .txt, 1 .md and 1 without an ending.',
  ]);
});

test('does not say twice why there are no photos', () => {
  const plan = planImport(
    { files: [], archives: [], tables: [], unpacked: [] },
    { into: null, fallbackClass: 'Class 1', existing: [] },
  );
  expect(reportLines(plan)).toEqual(['There are no photos in it.']);
  expect(reportLines(plan, true)).toEqual([]);
});

test('files that could not be read, beside those that could', () => {
  expect(unreadWords(1, 0)).toBe('The file could not be read');
  expect(unreadWords(1200, 0)).toBe('None of the 1,200 files could be read');
  expect(unreadWords(1, 1)).toBe('1 of 2 files could not be read');
});

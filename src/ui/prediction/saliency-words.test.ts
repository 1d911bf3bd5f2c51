import { expect, test } from 'vitest';
import type { Saliency } from '../../core/evaluation/saliency.ts';
import { finenessWords, jointWords, placeWords, saliencyWords } from './saliency-words.ts';

/** Six by six cells, one of which speaks for the class. */
function map(row: number, column: number, value = 1): Saliency {
  const values = new Float32Array(36).fill(-0.5);
  values[row * 6 + column] = value;
  return { label: 0, method: 'cam', width: 6, height: 6, values, probabilities: [1], milliseconds: 1 };
}

test.each([
  [0, 1, 'in the upper left'],
  [1, 2, 'in the upper part'],
  [2, 5, 'in the right part'],
  [3, 2, 'in the middle'],
  [5, 4, 'in the lower right'],
])('row %i, column %i of six is %s', (row, column, words) => {
  expect(placeWords(map(row, column))).toBe(words);
});

test('where nothing speaks for a class that is said', () => {
  expect(placeWords(map(0, 0, -1))).toBeNull();
  expect(saliencyWords(map(0, 0, -1), 'ice')).toBe('Nothing in this picture speaks for “ice”.');
  expect(saliencyWords(map(0, 0), 'ice')).toBe('What speaks for “ice” most is in the upper left.');
});

test('a coarse map is said to be one', () => {
  expect(finenessWords({ width: 7, height: 7 })).toBe(
    'Only 7 × 7 cells: it tells the region, not which part of it.',
  );
  expect(finenessWords({ width: 14, height: 14 })).toBe('14 × 14 cells: it tells the place, not an outline.');
});

test('of several runs it is said what their one map is', () => {
  expect(jointWords(3)).toBe(
    'The maps of 3 runs in one: each counts by how much of the class’s probability comes from it.',
  );
});

import { expect, it } from 'vitest';
import { cellFigure, cellSentence, cellWords } from './confusion-words.ts';

const matrix = {
  rows: [
    new Map([
      [0, 9],
      [1, 3],
    ]),
    new Map([[1, 1]]),
    new Map<number, number>(),
  ],
  labelled: [12, 1, 0],
  correct: 10,
  total: 13,
};
const names = ['daisy', 'tulip', 'rose'];

it.each([
  [0, 1, '3 of 12 photos of “daisy” were taken for “tulip”', ': 25\u00a0%.'],
  [0, 0, '9 of 12 photos of “daisy” were recognised', ': 75\u00a0%.'],
  [1, 1, '1 of 1 photo of “tulip” was recognised', ': 100\u00a0%.'],
  [2, 0, '0 of 0 photos of “rose” were taken for “daisy”', '.'],
])('says what the cell at %i, %i holds', (label, predicted, words, share) => {
  expect(cellWords(matrix, names, { label, predicted })).toBe(words);
  expect(cellSentence(matrix, names, { label, predicted })).toBe(`${words}${share}`);
});

it.each([
  [3, 12, '25'],
  [12, 12, '100'],
  [1, 1000, '<1'],
  [999, 1000, '99'],
])('writes %i of %i as a share of %s', (count, total, figure) => {
  expect(cellFigure(count, total, 'shares')).toBe(figure);
});

it('writes counts as they are', () => {
  expect(cellFigure(1200, 1200, 'counts')).toBe('1,200');
});

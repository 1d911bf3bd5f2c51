import { describe, expect, it } from 'vitest';
import { onePhotoWords, shareWords, splitPhotos, undefinedWords } from './metric-words.ts';

it('names the split', () => {
  expect(splitPhotos('train', null)).toBe('training photos');
  expect(splitPhotos('test', null, 1)).toBe('1 test photo');
  expect(splitPhotos('validation', null, 1200)).toBe('1,200 validation photos');
});

it('says of a run that was judged in folds that none were held out', () => {
  expect(splitPhotos('validation', 5)).toBe('photos left out in turn');
  expect(splitPhotos('validation', 5, 1)).toBe('1 photo left out in turn');
  expect(splitPhotos('validation', 5, 1200)).toBe('1,200 photos left out in turn');
  expect(splitPhotos('train', 5)).toBe('training photos');
  expect(splitPhotos('test', 5, 2)).toBe('2 test photos');
});

it.each([
  [1, 'One photo more or less is 100 points'],
  [12, 'One photo more or less is 8.3 points'],
  [50, 'One photo more or less is 2 points'],
  [100, 'One photo more or less is 1 point'],
  [240, 'One photo more or less is 0.42 points'],
  [250, 'One photo more or less is 0.4 points'],
  [100_000, 'One photo more or less is less than 0.01 points'],
])('says what one photo of %i is worth', (total, words) => {
  expect(onePhotoWords(total)).toBe(words);
});

it('gives a share its interval', () => {
  // Wilson, 95 %: 10 of 12 is 0.552 to 0.953 (statsmodels' proportion_confint with method='wilson').
  expect(shareWords(10, 12)).toBe('83\u00a0%, 10 of 12 (55 to 95\u00a0%)');
});

describe('undefinedWords', () => {
  const fine = { value: 0.5, undefinedAsZero: 0 };

  it('is silent where everything is defined', () => {
    expect(undefinedWords({ precision: fine, recall: fine, f1: fine, averagePrecision: null })).toBeNull();
  });

  it('names what is not', () => {
    const words = undefinedWords({
      precision: { value: 0.5, undefinedAsZero: 2 },
      recall: { value: 0.5, undefinedAsZero: 1 },
      f1: fine,
      averagePrecision: fine,
    });
    expect(words).toMatch(/: precision of 2 classes, recall of 1 class$/);
  });
});

import { expect, test } from 'vitest';
import { binWords, honestyWords, offWords, scoreWords, temperatureWords } from './certainty-words.ts';

test('a bin in words', () => {
  expect(binWords({ from: 0.9, to: 1, count: 41, confidence: 0.93, accuracy: 0.878 })).toBe(
    'Said 93\u00a0% on average, was right 88\u00a0% of the time: 41 photos',
  );
});

test('how far off, and to which side where there is one', () => {
  expect(offWords(0.21, 0.76, 0.97)).toBe('21 points off on average: less sure than it should be');
  expect(offWords(0.056, 0.99, 0.94)).toBe('5.6 points off on average: surer than it should be');
  expect(offWords(0.05, 0.9, 0.91)).toBe('5.0 points off on average, some answers to each side');
  expect(offWords(0.012, 0.96, 0.97)).toBe('1.2 points off on average: about as sure as it should be');
});

test('scores have digits where they are small', () => {
  expect([-72.85, 4.23, -0.4, 120.2].map(scoreWords)).toEqual(['−73', '4.2', '−0.4', '120']);
});

test('what the temperature does', () => {
  const validation = { split: 'validation', loss: 0, total: 0, correct: 0 } as const;
  expect(temperatureWords({ temperature: 0.41, validation })).toContain('under 1 it makes answers surer');
  expect(temperatureWords({ temperature: 1.7, validation })).toContain(
    'over 1 it makes answers more cautious',
  );
  expect(temperatureWords({ temperature: 1, validation: null })).toContain('no photos left');
});

test('the split on which the temperature was fitted flatters it, and the test split is recommended', () => {
  expect(honestyWords({ temperature: 0.4, test: null }, 'validation')).toContain('Open the test set');
  const test = { split: 'test', loss: 0, total: 0, correct: 0 } as const;
  expect(honestyWords({ temperature: 0.4, test }, 'validation')).toContain('Choose Test above');
  expect(honestyWords({ temperature: 0.4, test }, 'test')).toContain('Neither');
  expect(honestyWords({ temperature: 0.4, test }, 'train')).toContain('trained on these photos');
});

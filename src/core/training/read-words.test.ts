import { expect, test } from 'vitest';
import { depthWords, readSentence } from './read-words.ts';

const card = {
  name: 'MobileNetV3',
  depths: ['10', '11', '12'].map((name) => ({ name, source: '', layer: '', features: 1 })),
};

test('depths by their names', () => {
  expect(depthWords(['12'])).toBe('depth 12');
  expect(depthWords(['11', '12'])).toBe('depths 11 and 12');
  expect(depthWords(['10', '11', '12'])).toBe('depths 10, 11 and 12');
});

test.each([
  [['12'], /^Your photos are close to .* its last block \(12\)\.$/],
  [['11', '12'], /^Your photos are only partly .* two depths \(11 and 12\)\.$/],
  [['10', '11', '12'], /^Your photos are only partly .* three depths \(10, 11 and 12\)\.$/],
  [['10'], /^Your photos are far from .* an earlier block \(10\)\.$/],
  [['10', '11'], /^Your photos are far from .* two earlier depths \(10 and 11\)\.$/],
])('%j, found on the photos: one sentence', (read, sentence) => {
  expect(readSentence(card, read, 'by photos')).toMatch(sentence);
  expect(readSentence(card, read, 'by photos')).toContain(card.name);
});

test('what somebody chose, or nobody could, says nothing of the photos', () => {
  expect(readSentence(card, ['11', '12'], 'by person')).toBe(
    'The head reads depths 11 and 12 of MobileNetV3, as you chose.',
  );
  expect(readSentence(card, ['11', '12'], 'by default')).toBe(
    'The head reads depths 11 and 12 of MobileNetV3: with these photos there was no telling which do best.',
  );
});

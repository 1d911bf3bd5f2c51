import { describe, expect, it } from 'vitest';
import { photoWords } from '../count-words.ts';
import { correctCount } from './evaluation.ts';
import { accuracyWords, intervalWords, percentNumber, percentWords } from './words.ts';

/** The words join number and unit with a no-break space; the tests write a plain one. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('percentNumber', () => {
  it.each([
    [0.9625, 0, '96'],
    [0.9625, 1, '96.3'],
    [0, 0, '0'],
    [1, 0, '100'],
  ])('%d with %i decimals is %s', (share, digits, text) => {
    expect(percentNumber(share, digits)).toBe(text);
  });

  it('never calls all but one all, nor one none', () => {
    expect(percentNumber(239 / 240)).toBe('99.6');
    expect(percentNumber(1 / 1000)).toBe('0.1');
    expect(percentNumber(9999 / 10000)).toBe('99.99');
  });
});

describe('accuracyWords', () => {
  it('says what the interface guide says', () => {
    expect(plain(accuracyWords(231, 240))).toBe(
      '231 of 240 right: 96 %, and with this few photos anything from 93 to 98 %',
    );
  });

  it('gives a decimal where there are photos enough for it', () => {
    expect(plain(accuracyWords(9630, 10000))).toBe(
      '9,630 of 10,000 right: 96.3 %, and with this many photos most likely 95.9 to 96.7 %',
    );
  });

  it('does not promise perfection for a perfect score', () => {
    // The lower end for n of n is n / (n + z²) (Newcombe 1998): 10 / 13.84 = 72.2 %.
    expect(plain(accuracyWords(10, 10))).toBe(
      '10 of 10 right: 100 %, and with this few photos anything from 72 to 100 %',
    );
  });

  it('has words for nothing', () => {
    expect(accuracyWords(0, 0)).toBe('No photos to judge by');
  });
});

describe('small words', () => {
  it('joins number and unit', () => {
    expect(percentWords(0.5)).toBe('50\u00a0%');
    expect(plain(intervalWords(0, 20))).toBe('0 to 16 %');
    expect(photoWords(1)).toBe('1 photo');
    expect(photoWords(1234)).toBe('1,234 photos');
  });

  it('counts the right ones', () => {
    const prediction = (label: number, predicted: number) => ({
      sampleId: 's',
      label,
      predicted,
      logits: Float32Array.of(0, 0),
    });
    expect(
      correctCount({
        predictions: [prediction(0, 0), prediction(0, 1), prediction(1, 1)],
      }),
    ).toBe(2);
  });
});

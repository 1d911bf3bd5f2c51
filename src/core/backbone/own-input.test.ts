import { expect, test } from 'vitest';
import { normalise } from '../features/normalise.ts';
import { inputCandidates, rankTrials, sameInput, type TriedInput } from './own-input.ts';

const candidates = inputCandidates(2);
const named = (words: string) => {
  const found = candidates.find((candidate) => candidate.words === words);
  if (!found) throw new Error(words);
  return found;
};

/** One red-green-blue pixel as the network gets it. */
function pixel(words: string, rgb: readonly [number, number, number]): number[] {
  const out = new Float32Array(3);
  normalise(Uint8ClampedArray.of(...rgb, 255), named(words).input, out, 0);
  return [...out];
}

test('the ranges are those of the libraries that train networks', () => {
  expect(pixel('RGB, 0…255', [255, 128, 0])).toEqual([255, 128, 0]);
  expect(pixel('RGB, 0…1', [255, 51, 0])[1]).toBeCloseTo(0.2, 6);
  // keras.applications.mobilenet_v2.preprocess_input
  expect(pixel('RGB, −1…1', [255, 0, 127.5])).toEqual([1, -1, expect.closeTo(0, 1)]);
  // torchvision: (x / 255 − [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
  const torch = pixel('RGB, ImageNet mean and deviation', [255, 255, 255]);
  [0.485, 0.456, 0.406].forEach((mean, i) => {
    expect(torch[i]).toBeCloseTo((1 - mean) / ([0.229, 0.224, 0.225][i] ?? 1), 4);
  });
  // keras.applications.resnet50.preprocess_input: blue, green, red less their means
  const caffe = pixel('BGR, minus the ImageNet mean (Caffe)', [10, 20, 30]);
  [30 - 103.939, 20 - 116.779, 10 - 123.68].forEach((value, i) => {
    expect(caffe[i]).toBeCloseTo(value, 4);
  });
});

test('no two candidates are the same', () => {
  for (const [i, { input }] of candidates.entries())
    expect(candidates.findIndex((other) => sameInput(other.input, input))).toBe(i);
});

const labels = Array.from({ length: 40 }, (_, i) => i % 2);
/** Right on the first ones of the photos. */
const tried = (words: string, right: number, photos = 40): TriedInput => ({
  candidate: named(words),
  right: Array.from({ length: photos }, (_, i) => i < right),
});
const ranked = (...all: TriedInput[]) =>
  rankTrials(all, labels).map(({ words, verdict }) => `${words}: ${verdict}`);

test('the best is suggested where photos tell it from the others', () => {
  // 30 photos to none: p = 2⁻²⁹.
  expect(ranked(tried('RGB, 0…255', 8), tried('RGB, 0…1', 38), tried('RGB, −1…1', 20))).toEqual([
    'RGB, 0…1: suggested',
    'RGB, −1…1: worse',
    'RGB, 0…255: worse',
  ]);
});

test('the score decides on the range, though others come close', () => {
  expect(ranked(tried('RGB, 0…255', 38), tried('RGB, 0…1', 40))).toEqual([
    'RGB, 0…1: suggested',
    'RGB, 0…255: as-good',
  ]);
});

test('the usual order of the channels is taken where photos don’t tell it from the best', () => {
  // Two photos to none: p = 0.5; four to none: p = 0.125.
  expect(ranked(tried('RGB, 0…255', 36), tried('RGB, 0…1', 38), tried('BGR, 0…1', 40))).toEqual([
    'RGB, 0…1: suggested',
    'BGR, 0…1: as-good',
    'RGB, 0…255: worse',
  ]);
});

test('Caffe’s usual order is BGR', () => {
  const names = ['RGB, minus the ImageNet mean (Caffe)', 'BGR, minus the ImageNet mean (Caffe)'] as const;
  expect(ranked(tried(names[0], 39), tried(names[1], 38))).toEqual([
    `${names[1]}: suggested`,
    `${names[0]}: as-good`,
  ]);
});

test('what was given up after some of the photos comes last, whatever it scored there', () => {
  const trials = rankTrials([tried('RGB, 0…255', 10, 10), tried('RGB, 0…1', 20)], labels);
  expect(trials.map(({ words, photos }) => `${words} ${photos}`)).toEqual(['RGB, 0…1 40', 'RGB, 0…255 10']);
});

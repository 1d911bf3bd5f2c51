import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  equalWeights,
  fittedWeights,
  type Likelihoods,
  likelihoodsOf,
  mixtureLoss,
  withoutTrifles,
} from './ensemble-weights.ts';

const last = (rounds: Iterable<readonly number[]>): readonly number[] => [...rounds].at(-1) ?? [];
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Two to five runs on one to thirty photos. */
const anyLikelihoods: fc.Arbitrary<Likelihoods> = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 30 }))
  .chain(([runs, photos]) =>
    fc.array(
      fc
        .array(fc.double({ min: 1e-4, max: 1, noNaN: true }), { minLength: photos, maxLength: photos })
        .map((values) => Float64Array.from(values)),
      { minLength: runs, maxLength: runs },
    ),
  );
const alone = (likelihoods: Likelihoods): readonly number[] =>
  likelihoods.map((_, run) =>
    mixtureLoss(
      likelihoods,
      likelihoods.map((_of, i) => (i === run ? 1 : 0)),
    ),
  );

test('the loss is the mean cross-entropy of the mixture', () => {
  const likelihoods = [Float64Array.of(0.2, 0.9), Float64Array.of(0.6, 0.1)];
  const expected = -(Math.log(0.25 * 0.2 + 0.75 * 0.6) + Math.log(0.25 * 0.9 + 0.75 * 0.1)) / 2;
  expect(mixtureLoss(likelihoods, [0.25, 0.75])).toBeCloseTo(expected, 12);
});

test('likelihoods are of the labels, and never nothing', () => {
  const joint = {
    photos: [
      { sampleId: '1', label: 1 },
      { sampleId: '2', label: 0 },
    ],
    probabilities: [[Float32Array.of(0.25, 0.75), Float32Array.of(0, 1)]],
  };
  expect(likelihoodsOf(joint)).toEqual([Float64Array.of(0.75, 1e-7)]);
});

describe('fittedWeights', () => {
  it('divides as the photos do where each run is sure of its own (Kelly’s bets, Cover 1984)', () => {
    // Run r knows photos of kind r only.
    const kinds = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
    const likelihoods = [0, 1, 2].map((run) => Float64Array.from(kinds, (kind) => (kind === run ? 1 : 0)));
    last(fittedWeights(likelihoods)).forEach((weight, run) => {
      expect(weight).toBeCloseTo([0.5, 0.3, 0.2][run] ?? 0, 9);
    });
  });

  it('finds the minimum that calculus gives for two runs', () => {
    // One gives p on k of n photos and q on the rest, the other the reverse: the mixture on the first is (p + q) k / n.
    const [p, q, k, n] = [0.8, 0.3, 6, 10];
    const first = Float64Array.from({ length: n }, (_, i) => (i < k ? p : q));
    const second = Float64Array.from({ length: n }, (_, i) => (i < k ? q : p));
    const [weight = 0] = last(fittedWeights([first, second]));
    expect(weight).toBeCloseTo((((p + q) * k) / n - q) / (p - q), 2);
    expect(mixtureLoss([first, second], [weight, 1 - weight])).toBeCloseTo(
      -(k * Math.log(((p + q) * k) / n) + (n - k) * Math.log(((p + q) * (n - k)) / n)) / n,
      4,
    );
  });

  it('is as good as the best of a fine grid', () => {
    const likelihoods = [
      Float64Array.of(0.9, 0.7, 0.2, 0.4, 0.95),
      Float64Array.of(0.3, 0.8, 0.6, 0.1, 0.9),
      Float64Array.of(0.5, 0.1, 0.3, 0.9, 0.6),
    ];
    let lowest = Number.POSITIVE_INFINITY;
    for (let a = 0; a <= 100; a++)
      for (let b = 0; a + b <= 100; b++)
        lowest = Math.min(lowest, mixtureLoss(likelihoods, [a / 100, b / 100, 1 - (a + b) / 100]));
    const found = mixtureLoss(likelihoods, last(fittedWeights(likelihoods)));
    expect(found).toBeLessThanOrEqual(lowest + 1e-5);
    expect(found).toBeGreaterThan(lowest - 1e-3);
  });

  it('never raises the loss from round to round, and ends no worse than the best run and than equal weights', () => {
    fc.assert(
      fc.property(anyLikelihoods, (likelihoods) => {
        const rounds = [...fittedWeights(likelihoods)];
        const losses = rounds.map((weights) => mixtureLoss(likelihoods, weights));
        losses.slice(1).forEach((loss, i) => {
          expect(loss).toBeLessThanOrEqual((losses[i] ?? 0) + 1e-12);
        });
        for (const weights of rounds) {
          expect(sum(weights)).toBeCloseTo(1, 9);
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        }
        // What the number of rounds guarantees; nearly always it is 1e-5.
        const guarantee = Math.log(likelihoods.length) / 2000 + 1e-5;
        expect(losses.at(-1)).toBeLessThanOrEqual(Math.min(...alone(likelihoods)) + guarantee);
        expect(losses.at(-1)).toBeLessThanOrEqual(losses[0] ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  it('gives each run its weight, in whatever order the runs come', () => {
    fc.assert(
      fc.property(anyLikelihoods, (likelihoods) => {
        const there = last(fittedWeights(likelihoods));
        const back = last(fittedWeights(likelihoods.toReversed())).toReversed();
        there.forEach((weight, run) => {
          expect(weight).toBeCloseTo(back[run] ?? 0, 6);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('stays with equal weights where there are no photos', () => {
    expect(last(fittedWeights([new Float64Array(), new Float64Array()]))).toEqual([0.5, 0.5]);
  });
});

test('trifles are left out, and the rest adds up to 1', () => {
  expect(withoutTrifles([0.6, 0.396, 0.004])).toEqual([0.6 / 0.996, 0.396 / 0.996, 0]);
  expect(withoutTrifles(equalWeights(4))).toEqual([0.25, 0.25, 0.25, 0.25]);
});

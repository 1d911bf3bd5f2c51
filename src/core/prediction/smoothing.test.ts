import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smoother } from './smoothing.ts';

test('the first frame is taken as it is', () => {
  expect(smoother(1)([0.2, 0.8], 123_456)).toEqual([0.2, 0.8]);
});

test('without smoothing each frame speaks for itself', () => {
  const smooth = smoother(0);
  smooth([1, 0], 0);
  expect(smooth([0.25, 0.75], 1)).toEqual([0.25, 0.75]);
});

test('a change is taken in to 1 − 1/e after τ, at any rate of frames', () => {
  for (const frames of [1, 2, 10, 60]) {
    const smooth = smoother(0.5);
    smooth([1, 0], 0);
    let last: readonly number[] = [];
    for (let i = 1; i <= frames; i++) last = smooth([0, 1], (i * 500) / frames);
    expect(last[1]).toBeCloseTo(1 - Math.exp(-1), 9);
  }
});

test('a run with other classes begins anew', () => {
  const smooth = smoother(1);
  smooth([1, 0], 0);
  expect(smooth([0.1, 0.2, 0.7], 10)).toEqual([0.1, 0.2, 0.7]);
});

test('what comes out are probabilities', () => {
  const frame = fc
    .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })
    .map((values) => values.map((value) => value / values.reduce((a, b) => a + b)));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(frame, fc.integer({ min: 0, max: 500 })), { minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (frames, seconds) => {
        const smooth = smoother(seconds);
        let time = 0;
        for (const [probabilities, pause] of frames) {
          time += pause;
          const mean = smooth(probabilities, time);
          expect(mean.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
          for (const value of mean) expect(value).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureRows } from '../../../core/features/feature-rows.ts';
import { narrow, widen } from '../../../core/float16.ts';
import { readRows, someRows } from '../../../engine/training/softmax-regression/feature-source.ts';
import { featureSource } from './feature-source.ts';

const number = fc.float({ min: -60_000, max: 60_000, noNaN: true });

test('rows of any depths in any order are the cached features, less the mean and over the deviation', () => {
  const cases = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }).chain((widths) => {
    const length = widths.reduce((sum, width) => sum + width, 0);
    return fc.record({
      widths: fc.constant(widths),
      views: fc.array(fc.array(number, { minLength: length, maxLength: length }), {
        minLength: 1,
        maxLength: 6,
      }),
      depths: fc.shuffledSubarray(
        widths.map((_, depth) => depth),
        { minLength: 1 },
      ),
      picks: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
      scales: fc.array(fc.tuple(number, number), { minLength: length, maxLength: length }),
    });
  });
  fc.assert(
    fc.property(cases, ({ widths, views, depths, picks, scales }) => {
      const halves = narrow(Float32Array.from(views.flat()));
      const keys = views.map((_, i) => `view ${i}`);
      const length = scales.length;
      const source = featureSource(
        new FeatureRows(keys, halves, length),
        keys,
        widths.map((features, i) => ({ name: `depth ${i}`, features, source: '', layer: '' })),
      );
      const columns = depths.flatMap((depth) => {
        const from = widths.slice(0, depth).reduce((sum, width) => sum + width, 0);
        return Array.from({ length: widths[depth] ?? 0 }, (_, j) => from + j);
      });
      const mean = Float32Array.from(columns, (_, j) => scales[j]?.[0] ?? 0);
      const inverseDeviation = Float32Array.from(columns, (_, j) => scales[j]?.[1] ?? 0);
      const rows = picks.map((pick) => pick % views.length);
      const read = readRows(
        { source: someRows(source, rows), depths, scale: { mean, inverseDeviation } },
        0,
        rows.length,
      );
      const numbers = widen(halves);
      const expected = rows.flatMap((row) =>
        columns.map((column, j) =>
          Math.fround(((numbers[row * length + column] ?? 0) - (mean[j] ?? 0)) * (inverseDeviation[j] ?? 0)),
        ),
      );
      expect([...read]).toEqual(expected);
    }),
  );
});

test('a view whose features are missing is told before anything is read', () => {
  const features = new FeatureRows(['a'], narrow(Float32Array.of(1)), 1);
  expect(() =>
    featureSource(features, ['a', 'b'], [{ name: 'x', features: 1, source: '', layer: '' }]),
  ).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'not-found' }) }));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { logSumExp, softmax } from '../softmax.ts';
import { normal } from '../training/initial.ts';
import { fitTemperature } from './temperature.ts';

const photo = (label: number, ...logits: number[]) => ({ label, logits: Float32Array.from(logits) });

const six = [
  photo(0, 2, 1, -1),
  photo(1, 0.5, 1.5, 0),
  photo(0, 3, -2, 1),
  photo(1, -1, 0.25, 0.5),
  photo(1, 1, 0.75, -3),
  photo(2, 0, 2, 4),
];

// scipy 1.17 minimize_scalar (bounded, xatol 1e-10) over log T on the mean cross-entropy with the smoothed targets.
test('finds the minimum that scipy finds', () => {
  expect(fitTemperature(six)).toBeCloseTo(0.626292, 5);
  const allRight = six.map(({ logits }) => photo(logits.indexOf(Math.max(...logits)), ...logits));
  expect(fitTemperature(allRight)).toBeCloseTo(0.430342, 5);
});

test('four photos alike and right: as sure as 4½ in 5, which is 4 / T = ln 9', () => {
  const four = Array.from({ length: 4 }, () => photo(0, 4, 0));
  const temperature = fitTemperature(four);
  expect(temperature).toBeCloseTo(4 / Math.log(9), 5);
  expect(softmax(Float32Array.of(4, 0), temperature)[0]).toBeCloseTo(4.5 / 5, 5);
});

test('finds the temperature that the labels were drawn with, where there are many', () => {
  const random = seededRandom('temperature');
  for (const drawnWith of [0.4, 1, 2.5]) {
    const many = Array.from({ length: 4000 }, () => {
      const logits = Float32Array.from({ length: 5 }, () => 3 * normal(random));
      let left = random();
      const label = softmax(logits, drawnWith).findIndex((p) => {
        left -= p;
        return left < 0;
      });
      return { label: Math.max(0, label), logits };
    });
    expect(Math.abs(Math.log(fitTemperature(many) / drawnWith))).toBeLessThan(0.08);
  }
});

test('no photos leave the probabilities as they are; nothing runs to 0 or without end', () => {
  expect(fitTemperature([])).toBe(1);
  expect(fitTemperature([photo(0, 0.001, 0)])).toBe(0.05);
  expect(fitTemperature([photo(0, 0, 9), photo(0, -3, 5)])).toBe(20);
  expect(fitTemperature([photo(0, 1, 1), photo(1, 0, 0)])).toBeLessThanOrEqual(20);
});

const photos = fc.array(
  fc.record({
    label: fc.nat(2),
    logits: fc
      .array(fc.integer({ min: -32, max: 32 }), { minLength: 3, maxLength: 3 })
      .map((row) => Float32Array.from(row, (quarters) => quarters / 4)),
  }),
  { minLength: 1, maxLength: 12 },
);

test('logits k times as large want a temperature k times as high; a constant on top changes nothing', () => {
  fc.assert(
    fc.property(photos, fc.double({ min: 0.5, max: 2, noNaN: true }), (of, k) => {
      const temperature = fitTemperature(of);
      fc.pre(temperature > 0.12 && temperature < 8);
      const scaled = of.map(({ label, logits }) => ({ label, logits: logits.map((logit) => k * logit) }));
      expect(fitTemperature(scaled) / (k * temperature)).toBeCloseTo(1, 3);
      const raised = of.map(({ label, logits }) => ({ label, logits: logits.map((logit) => logit + 4) }));
      expect(fitTemperature(raised) / temperature).toBeCloseTo(1, 3);
    }),
  );
});

test('no other temperature has a lower cross-entropy with the smoothed targets', () => {
  fc.assert(
    fc.property(photos, fc.double({ min: 0.05, max: 20, noNaN: true }), (of, other) => {
      const loss = (temperature: number) =>
        of.reduce((sum, { label, logits }) => {
          const row = logits.map((logit) => logit / temperature);
          const runnerUp = Math.max(...row.filter((_, k) => k !== label));
          const wrong = 0.5 / (of.length + 1);
          return sum + logSumExp(row) - (1 - wrong) * (row[label] ?? 0) - wrong * runnerUp;
        }, 0);
      expect(loss(fitTemperature(of))).toBeLessThanOrEqual(loss(other) + 1e-4);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { softmax } from '../softmax.ts';
import { foldStandardisation, type Head, onStandardised, predictProbabilities } from './head.ts';
import { fitStandardisation, standardisationOf, standardise } from './standardise.ts';

const floats = (length: number, limit = 3) =>
  fc
    .array(fc.float({ min: -limit, max: limit, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values));

/** softmax(ReLU(x·W₁ + b₁)·W₂ + b₂) in 64 bits, by its definition. */
function reference(head: Head, x: readonly number[]): number[] {
  const logits = head.reduce<readonly number[]>((values, { kernel, bias }, i) => {
    const inputs = i === 0 ? values : values.map((value) => Math.max(0, value));
    return Array.from(bias, (b, j) =>
      inputs.reduce((sum, value, k) => sum + value * (kernel[k * bias.length + j] ?? 0), b),
    );
  }, x);
  const exponentials = logits.map((logit) => Math.exp(logit));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

test('softmax of the example at https://en.wikipedia.org/wiki/Softmax_function', () => {
  const values = softmax(Float32Array.of(1, 2, 3, 4, 1, 2, 3));
  const published = [0.024, 0.064, 0.175, 0.475, 0.024, 0.064, 0.175];
  published.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, 3);
  });
});

test('softmax of logits whose exponentials overflow', () => {
  expect([...softmax(Float32Array.of(1000, 1000, -1000))]).toEqual([0.5, 0.5, 0]);
});

test('a head of one or two layers gives the probabilities of its definition', () => {
  const layer = (inputs: number, outputs: number) =>
    fc.record({ kernel: floats(inputs * outputs), bias: floats(outputs) });
  const head = fc.oneof(fc.tuple(layer(3, 4)), fc.tuple(layer(3, 5), layer(5, 4)));
  fc.assert(
    fc.property(head, floats(3), (layers, x) => {
      const probabilities = predictProbabilities(layers, x);
      const expected = reference(layers, [...x]);
      expect(probabilities).toHaveLength(4);
      expected.forEach((value, i) => {
        expect(probabilities[i]).toBeCloseTo(value, 4);
      });
      expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    }),
  );
});

test('predicting leaves the features as they were', () => {
  const features = Float32Array.of(-1, 2);
  const identity = { kernel: Float32Array.of(1, 0, 0, 1), bias: new Float32Array(2) };
  predictProbabilities([identity, identity], features);
  expect([...features]).toEqual([-1, 2]);
});

test('a folded layer takes raw features and gives what the layer gives on standardised ones', () => {
  fc.assert(
    fc.property(floats(4 * 3, 100), floats(3 * 2), floats(2), (rows, kernel, bias) => {
      const scale = fitStandardisation(rows, 3);
      // Features that hardly vary against their size lose digits by being shifted: not what is tested here.
      const stable = scale.inverseDeviation.every((inverse) => inverse < 2);
      fc.pre(stable);
      const folded = foldStandardisation({ kernel, bias }, scale);
      const standard = standardise(rows, scale);
      for (let i = 0; i < 4; i++) {
        const raw = predictProbabilities([folded], rows.slice(3 * i, 3 * i + 3));
        const expected = predictProbabilities([{ kernel, bias }], standard.slice(4 * i, 4 * i + 3));
        raw.forEach((value, j) => {
          expect(value).toBeCloseTo(expected[j] ?? Number.NaN, 3);
        });
      }
    }),
  );
});

test('a layer on standardised features is the one on raw features, both ways', () => {
  const shapes = fc.record({
    rows: fc.array(floats(3, 20), { minLength: 2, maxLength: 6 }),
    kernel: floats(3 * 2),
    bias: floats(2),
  });
  fc.assert(
    fc.property(shapes, ({ rows, kernel, bias }) => {
      const scale = standardisationOf(rows);
      const layer = { kernel, bias };
      const matrix = onStandardised(layer, scale);
      expect(matrix).toHaveLength(8);
      for (const row of rows) {
        for (const j of [0, 1]) {
          // By the definition: Σ w · x + b, in 64 bits.
          const raw = row.reduce((sum, x, i) => sum + x * (kernel[2 * i + j] ?? 0), bias[j] ?? 0);
          const standard = row.reduce(
            (sum, x, i) =>
              sum + (x - (scale.mean[i] ?? 0)) * (scale.inverseDeviation[i] ?? 0) * (matrix[2 * i + j] ?? 0),
            matrix[6 + j] ?? 0,
          );
          expect(standard).toBeCloseTo(raw, 3);
        }
      }
      const back = foldStandardisation({ kernel: matrix.slice(0, 6), bias: matrix.slice(6) }, scale);
      kernel.forEach((weight, at) => {
        const changes = (scale.inverseDeviation[Math.floor(at / 2)] ?? 0) > 0;
        expect(back.kernel[at]).toBeCloseTo(changes ? weight : 0, 4);
      });
    }),
  );
});

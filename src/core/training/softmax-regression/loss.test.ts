import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { normal } from '../initial.ts';
import { lossAlong } from './loss.ts';

const ROWS = 7;
const CLASSES = 4;

function example(seed: number) {
  const random = seededRandom(seed);
  const values = (scale: number) =>
    Float32Array.from({ length: CLASSES * ROWS }, () => scale * normal(random));
  return {
    rows: {
      labels: Int32Array.from({ length: ROWS }, () => Math.floor(random() * CLASSES)),
      weights: Float32Array.from({ length: ROWS }, (_, i) => (i === 2 ? 0 : 0.5 + random())),
      classes: CLASSES,
    },
    logits: values(3),
    change: values(1),
  };
}

/** From the definition: Σ weight · −ln(e^own / Σ e^logit). */
function lossOf(labels: Int32Array, weights: Float32Array, logits: Float64Array): number {
  return labels.reduce((sum, label, i) => {
    const row = Array.from({ length: CLASSES }, (_, c) => Math.exp(logits[c * ROWS + i] ?? 0));
    const total = row.reduce((a, b) => a + b, 0);
    return sum - (weights[i] ?? 0) * Math.log((row[label] ?? 0) / total);
  }, 0);
}

test('the loss, its derivatives along a line and its gradient follow from the definition', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: -1, max: 1, noNaN: true }), (seed, step) => {
      const { rows, logits, change } = example(seed);
      const errors = new Float32Array(logits.length);
      const at = (t: number) => lossAlong(rows, logits, change, t, new Float32Array(logits.length));
      const point = lossAlong(rows, logits, change, step, errors);
      const moved = Float64Array.from(logits, (logit, i) => logit + step * (change[i] ?? 0));
      const definition = (values: Float64Array) => lossOf(rows.labels, rows.weights, values);
      expect(point.loss).toBeCloseTo(definition(moved), 8);
      const h = 1e-4;
      expect(point.slope).toBeCloseTo((at(step + h).loss - at(step - h).loss) / (2 * h), 5);
      expect(point.bend).toBeCloseTo((at(step + h).slope - at(step - h).slope) / (2 * h), 5);
      for (const i of [0, 5, 9, 16, CLASSES * ROWS - 1]) {
        const [up, down] = [moved.slice(), moved.slice()];
        up[i] = (up[i] ?? 0) + h;
        down[i] = (down[i] ?? 0) - h;
        expect(errors[i]).toBeCloseTo((definition(up) - definition(down)) / (2 * h), 5);
      }
      expect(Array.from({ length: CLASSES }, (_, c) => errors[c * ROWS + 2])).toEqual([0, 0, 0, 0]);
    }),
  );
});

test('huge logits overflow nothing', () => {
  const { rows, change } = example(1);
  const logits = change.map((value) => value * 1e30);
  const { loss } = lossAlong(rows, logits, change, 0, new Float32Array(logits.length));
  expect(Number.isFinite(loss)).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, curvePoints, rocArea } from '../../../core/evaluation/curves.ts';
import { type CurveLine, cornerAt, precisionRecallLine, rocLine } from './curve-lines.ts';

const scores = fc
  .array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 20 })
  .map((values) => Float64Array.from(values, (value) => value / 10));
const both = fc.record({ positives: scores, negatives: scores });

/** By trapezoids, of a line in per cent. */
function areaUnder({ x, y }: CurveLine): number {
  let area = 0;
  for (let i = 1; i < x.length; i++)
    area += (((x[i] ?? 0) - (x[i - 1] ?? 0)) * ((y[i] ?? 0) + (y[i - 1] ?? 0))) / 2;
  return area / 10_000;
}

describe('what is drawn has the area that is told', () => {
  it('precision and recall', () => {
    fc.assert(
      fc.property(both, (photos) => {
        const line = precisionRecallLine(curvePoints(photos));
        expect(areaUnder(line)).toBeCloseTo(averagePrecision(photos) ?? Number.NaN, 10);
      }),
    );
  });

  it('ROC', () => {
    fc.assert(
      fc.property(both, (photos) => {
        const points = curvePoints(photos);
        expect(areaUnder(rocLine(points))).toBeCloseTo(rocArea(points) ?? Number.NaN, 10);
      }),
    );
  });
});

it('goes from left to right, as the chart needs it', () => {
  fc.assert(
    fc.property(both, (photos) => {
      const points = curvePoints(photos);
      for (const { x } of [precisionRecallLine(points), rocLine(points)])
        expect(x).toEqual([...x].sort((a, b) => a - b));
    }),
  );
});

describe('cornerAt', () => {
  const points = curvePoints({
    positives: Float64Array.of(0.9, 0.6),
    negatives: Float64Array.of(0.55, 0.1),
  });

  it('finds what is called positive at a threshold', () => {
    const line = precisionRecallLine(points);
    const corner = cornerAt(line, 0.5) ?? -1;
    expect(line.x[corner]).toBe(100);
    expect(line.y[corner]).toBeCloseTo(200 / 3, 9);
  });

  it('is nowhere on a line without so sure a photo', () => {
    expect(cornerAt(rocLine(points), 0.95)).toBeNull();
  });
});

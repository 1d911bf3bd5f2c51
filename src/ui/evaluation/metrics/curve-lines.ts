import type { CurvePoint } from '../../../core/evaluation/curves.ts';

/** A line as the chart draws it, per cent on both axes, and the curve's point behind each of its corners. */
export interface CurveLine {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly points: readonly CurvePoint[];
}

function lineOf(corners: readonly (readonly [number, number, CurvePoint])[]): CurveLine {
  return {
    x: corners.map(([x]) => x * 100),
    y: corners.map(([, y]) => y * 100),
    points: corners.map(([, , point]) => point),
  };
}

/**
 * Precision over recall as stairs, as average precision sums them up: the area under the line is the number beside it.
 * @param points from `curvePoints`
 */
export function precisionRecallLine(points: readonly CurvePoint[]): CurveLine {
  return lineOf(
    points.slice(1).flatMap((point, i) => {
      const before = points[i]?.recall ?? 0;
      const corner = [point.recall, point.precision, point] as const;
      return point.recall > before ? [[before, point.precision, point] as const, corner] : [corner];
    }),
  );
}

/** Recall over false alarms, straight from point to point, as the area under it is taken. */
export function rocLine(points: readonly CurvePoint[]): CurveLine {
  return lineOf(points.map((point) => [point.falsePositiveRate, point.recall, point] as const));
}

/** Where the line is at a threshold: the last corner of those at least as sure. Null where no photo is. */
export function cornerAt(line: CurveLine, threshold: number): number | null {
  const corner = line.points.findLastIndex((point) => point.threshold >= threshold);
  return corner < 0 || line.points[corner]?.threshold === Number.POSITIVE_INFINITY ? null : corner;
}

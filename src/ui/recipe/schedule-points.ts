import type { LinePoint } from '../charts/LineChart.tsx';

/** The line's height at a place between its points; null before the first and after the last. */
export function atProgress(points: readonly LinePoint[], x: number): number | null {
  const after = points.findIndex((point) => point.x >= x);
  const right = points[after];
  if (right === undefined) return null;
  const left = points[after - 1];
  if (left === undefined || right.x === left.x) return right.x === x ? right.y : null;
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
}

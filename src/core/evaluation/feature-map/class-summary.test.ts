import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { classSummaries, NEIGHBOURS } from './class-summary.ts';

/** So many points around a place. */
function cloud(x: number, y: number, count: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => [x + random() * 0.1, y + random() * 0.1]).flat();
}

test('three clouds, one of them of two classes mixed', () => {
  const points = [...cloud(0, 0, 30, 1), ...cloud(1, 1, 30, 2), ...cloud(1, 1, 30, 3)];
  const labels = [...Array(30).fill(0), ...Array(30).fill(1), ...Array(30).fill(2)];
  const [alone, mixed, other, empty] = classSummaries(points, labels, 4);
  expect(alone).toEqual({ count: 30, together: 1, beside: null });
  expect(mixed?.beside).toBe(2);
  expect(other?.beside).toBe(1);
  expect(mixed?.together).toBeGreaterThan(0.3);
  expect(mixed?.together).toBeLessThan(0.7);
  expect(empty).toEqual({ count: 0, together: null, beside: null });
});

test('the shares are those of the definition', () => {
  const points = cloud(0, 0, 60, 4);
  const random = seededRandom(5);
  const labels = Array.from({ length: 60 }, () => Math.floor(random() * 3));
  const far = (i: number, j: number) =>
    Math.hypot(
      (points[2 * i] ?? 0) - (points[2 * j] ?? 0),
      (points[2 * i + 1] ?? 0) - (points[2 * j + 1] ?? 0),
    );
  for (const [label, { together }] of classSummaries(points, labels, 3).entries()) {
    const shares = labels.flatMap((own, i) => {
      if (own !== label) return [];
      const others = [...labels.keys()].filter((j) => j !== i).sort((a, b) => far(i, a) - far(i, b));
      return others.slice(0, NEIGHBOURS).map((j) => (labels[j] === label ? 1 : 0));
    });
    expect(together).toBeCloseTo(shares.reduce((sum: number, one) => sum + one, 0) / shares.length, 12);
  }
});

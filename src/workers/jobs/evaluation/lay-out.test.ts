import { expect, test } from 'vitest';
import { type Random, seededRandom } from '../../../core/random.ts';
import { layOut } from './lay-out.ts';

/** So many rows around each of some directions, and which direction each belongs to. */
function clusters(count: number, each: number, random: Random) {
  const draw = () => Float32Array.from({ length: 20 }, () => random() - 0.5);
  const middles = Array.from({ length: count }, draw);
  const labels = Array.from({ length: count * each }, (_, i) => i % count);
  const rows = labels.map((label) => {
    const noise = draw();
    return noise.map((value, j) => (middles[label]?.[j] ?? 0) + 0.2 * value);
  });
  return { rows, labels };
}

const pause = async () => {};

test('what is apart among the features is apart on the map', async () => {
  const { rows, labels } = clusters(4, 30, seededRandom('clusters'));
  const told: Float32Array[] = [];
  const points = await layOut(rows, { seed: 1, pause, tell: (layout) => told.push(layout()) });
  expect(told[0]).toHaveLength(rows.length * 2);
  for (const value of points) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  const far = (i: number, j: number) =>
    Math.hypot(
      (points[2 * i] ?? 0) - (points[2 * j] ?? 0),
      (points[2 * i + 1] ?? 0) - (points[2 * j + 1] ?? 0),
    );
  for (const [i, label] of labels.entries()) {
    const others = [...labels.keys()].filter((j) => j !== i).sort((a, b) => far(i, a) - far(i, b));
    expect(others.slice(0, 5).map((j) => labels[j])).toEqual(Array(5).fill(label));
  }
});

test('the same seed draws the same map', async () => {
  const { rows } = clusters(3, 12, seededRandom('again'));
  const draw = () => layOut(rows, { seed: 3, pause, tell: () => {} });
  expect(await draw()).toEqual(await draw());
});

test('few photos, and photos that are all alike, have a map too', async () => {
  for (const count of [1, 2, 7, 8, 9, 16]) {
    for (const rows of [
      clusters(1, count, seededRandom(count)).rows,
      Array.from({ length: count }, () => new Float32Array(20).fill(1)),
      Array.from({ length: count }, () => new Float32Array(20)),
    ]) {
      const points = await layOut(rows, { seed: 1, pause, tell: () => {} });
      expect(points).toHaveLength(count * 2);
      expect(points.every(Number.isFinite)).toBe(true);
    }
  }
});

test('Stop ends it between two steps', async () => {
  const { rows } = clusters(2, 20, seededRandom('stop'));
  let left = 60;
  const stopping = async () => {
    if (left-- === 0) throw new DOMException('Stopped.', 'AbortError');
  };
  await expect(layOut(rows, { seed: 1, pause: stopping, tell: () => {} })).rejects.toThrow('Stopped.');
});

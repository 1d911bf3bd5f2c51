import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { type GreySquare, LIKENESS_SIDE, likeness } from './likeness.ts';

/** A scene of waves and blobs, defined everywhere, so that any part of it can be shown. */
function scene(seed: number): (x: number, y: number) => number {
  const random = seededRandom(seed);
  const waves = Array.from({ length: 10 }, () => [
    random() * 4 - 2,
    random() * 4 - 2,
    random() * 6.3,
    random(),
  ]);
  return (x, y) =>
    waves.reduce(
      (sum, [a = 0, b = 0, phase = 0, weight = 0]) =>
        sum + 22 * weight * Math.cos(2 * Math.PI * (a * x + b * y) + phase),
      128,
    );
}

/** The part of a scene from (left, top) with a side of `side`, with some noise. */
function shown(
  of: (x: number, y: number) => number,
  { left = 0, top = 0, side = 1, noise = 0, gain = 1 } = {},
): GreySquare {
  const random = seededRandom(`${left} ${top}`);
  return Uint8Array.from({ length: LIKENESS_SIDE ** 2 }, (_, i) => {
    const x = left + ((i % LIKENESS_SIDE) + 0.5) * (side / LIKENESS_SIDE);
    const y = top + (Math.floor(i / LIKENESS_SIDE) + 0.5) * (side / LIKENESS_SIDE);
    return Math.round(Math.min(255, Math.max(0, gain * of(x, y) + noise * (random() - 0.5))));
  });
}

describe('likeness', () => {
  const whole = shown(scene(1));

  test('of a picture and itself is perfect', () => {
    const found = likeness(whole, whole);
    expect(found?.correlation).toBeCloseTo(1, 6);
    expect(found?.worstBlock).toBeCloseTo(0, 6);
  });

  test('finds crops, whichever way round, and noise and another exposure', () => {
    for (const side of [0.82, 0.88, 0.95])
      for (const share of [0, 0.5, 1]) {
        const left = share * (1 - side);
        const top = (1 - share) * (1 - side);
        const crop = shown(scene(1), { left, top, side, noise: 12, gain: 0.8 });
        for (const found of [likeness(whole, crop), likeness(crop, whole)]) {
          expect(found?.correlation).toBeGreaterThan(0.97);
          expect(found?.worstBlock).toBeLessThan(0.3);
        }
      }
  });

  test('does not find other scenes', () => {
    for (let seed = 2; seed < 40; seed++)
      expect(likeness(whole, shown(scene(seed)))?.correlation ?? 0).toBeLessThan(0.95);
  });

  test('tells where one part of a picture is another', () => {
    const changed = whole.map((value, i) => {
      const inside = i % LIKENESS_SIDE >= 24 && Math.floor(i / LIKENESS_SIDE) >= 24;
      return inside ? 255 - value : value;
    });
    expect(likeness(whole, changed)?.worstBlock).toBeGreaterThan(0.5);
  });

  test('an even surface is like nothing', () => {
    expect(likeness(whole, new Uint8Array(LIKENESS_SIDE ** 2).fill(90))).toBeNull();
  });
});

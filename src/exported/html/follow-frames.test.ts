import { expect, test } from 'vitest';
import { rateOf } from './follow-frames.ts';

test('frames a second over the last ten; none with the first', () => {
  const times: number[] = [];
  expect(rateOf(times, 0)).toBe(0);
  expect(rateOf(times, 100)).toBeCloseTo(10);
  for (let now = 150; now <= 1000; now += 50) rateOf(times, now);
  expect(rateOf(times, 1050)).toBeCloseTo(20);
});

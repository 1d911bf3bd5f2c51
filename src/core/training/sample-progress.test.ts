import { expect, test } from 'vitest';
import { sampleProgress } from './sample-progress.ts';

test('photos of slow networks count for more of the time that is left', () => {
  let time = 1000;
  const progress = sampleProgress(
    [
      { network: 'quick', photos: 10, milliseconds: 1000 },
      { network: 'slow', photos: 10, milliseconds: 9000 },
    ],
    () => time,
  );
  expect(progress('quick', 0)).toEqual({ done: 0, total: 20, secondsLeft: null });
  // Twice as long as expected: nine seconds of the slow one will be 18.
  time += 2000;
  expect(progress('quick', 10)).toEqual({ done: 10, total: 20, secondsLeft: 18 });
  time += 9000;
  const half = progress('slow', 5);
  expect(half.done).toBe(15);
  expect(half.secondsLeft).toBeCloseTo(9, 9);
  time += 9000;
  expect(progress('slow', 10)).toEqual({ done: 20, total: 20, secondsLeft: 0 });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stallWatch } from './stall-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const watched = () => {
  const told: boolean[] = [];
  return { told, watch: stallWatch((stalled) => told.push(stalled)) };
};

test('a minute without a word is told once, and the next word too', () => {
  const { told, watch } = watched();
  watch.heard();
  vi.advanceTimersByTime(59_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true]);
  watch.heard();
  expect(told).toEqual([true, false]);
});

test('whoever says something now and then is not still, and without work nobody is', () => {
  const { told, watch } = watched();
  for (let i = 0; i < 10; i++) {
    watch.heard();
    vi.advanceTimersByTime(50_000);
  }
  watch.rest();
  vi.advanceTimersByTime(600_000);
  expect(told).toEqual([]);
});

test('the time that the machine slept does not count', () => {
  const { told, watch } = watched();
  watch.heard();
  vi.advanceTimersByTime(10_000);
  // No timer runs meanwhile.
  vi.setSystemTime(Date.now() + 8 * 3600_000);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 8 * 3600_000);
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([]);
  vi.restoreAllMocks();
});

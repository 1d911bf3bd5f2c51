import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { thumbnailCache } from './thumbnails.ts';

const url = (hash: string) => `blob:${hash}`;
const found = vi.fn(async (hashes: readonly string[]): Promise<(string | null)[]> => hashes.map(url));
const revoke = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(revoke);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.clearAllMocks();
});
const frame = () => vi.advanceTimersByTimeAsync(20);

test('what is asked for within a frame goes out as one request', async () => {
  const thumbnail = thumbnailCache(found);
  const all = Promise.all([thumbnail('a'), thumbnail('b'), thumbnail('a')]);
  await frame();
  expect(await all).toEqual([url('a'), url('b'), url('a')]);
  const later = thumbnail('c');
  await frame();
  expect(await later).toBe(url('c'));
  expect(await thumbnail('a')).toBe(url('a'));
  expect(found.mock.calls).toEqual([[['a', 'b']], [['c']]]);
});

test('a picture without a thumbnail is asked for again, since it may have one later', async () => {
  const load = vi.fn(found).mockResolvedValueOnce([null]);
  const thumbnail = thumbnailCache(load);
  const first = thumbnail('a');
  await frame();
  expect(await first).toBeNull();
  const second = thumbnail('a');
  await frame();
  expect(await second).toBe(url('a'));
});

test('a failed request fails for all who asked, and is made again', async () => {
  const load = vi.fn(found).mockRejectedValueOnce(new Error('gone'));
  const thumbnail = thumbnailCache(load);
  const both = Promise.allSettled([thumbnail('a'), thumbnail('b')]);
  await frame();
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = thumbnail('a');
  await frame();
  expect(await again).toBe(url('a'));
});

test('beyond two thousand, what was used longest ago is let go', async () => {
  const thumbnail = thumbnailCache(found);
  const names = Array.from({ length: 2000 }, (_, i) => `n${i}`);
  void Promise.all(names.map(thumbnail));
  await frame();
  await thumbnail('n0');
  const more = thumbnail('more');
  await frame();
  await more;
  expect(revoke.mock.calls).toEqual([[url('n1')]]);
  found.mockClear();
  void thumbnail('n0');
  void thumbnail('n1');
  await frame();
  expect(found.mock.calls).toEqual([[['n1']]]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeLocks } from '../../../test-support/store/project/fake-locks.ts';
import { projectLock } from './project-lock.ts';

/** Of one browser: what one posts, the others hear. */
class Channel {
  static readonly all = new Set<Channel>();
  listeners: ((event: { data: string }) => void)[] = [];
  constructor() {
    Channel.all.add(this);
  }
  addEventListener(_: string, listener: (event: { data: string }) => void) {
    this.listeners.push(listener);
  }
  postMessage(data: string) {
    for (const other of Channel.all) if (other !== this) for (const hear of other.listeners) hear({ data });
  }
}

beforeEach(() => {
  Channel.all.clear();
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('navigator', { locks: fakeLocks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function tab() {
  const told: string[] = [];
  const lock = projectLock({
    onGained: () => told.push('gained'),
    onAsked: async () => void told.push('asked'),
    onLost: () => told.push('lost'),
  });
  return { ...lock, told };
}

test('the first tab has the project, the second does not', async () => {
  const [first, second] = [tab(), tab()];
  expect(await first.claim()).toBe(true);
  expect(await second.claim()).toBe(false);
  expect([first.told, second.told]).toEqual([[], []]);
});

test('a tab that asks gets it, and the other waits for it to come back', async () => {
  const [first, second] = [tab(), tab()];
  await first.claim();
  await second.claim();
  await second.takeOver();
  expect(second.told).toEqual(['gained']);
  await expect.poll(() => first.told).toEqual(['asked', 'lost']);
  await first.takeOver();
  expect(first.told).toEqual(['asked', 'lost', 'gained']);
  await expect.poll(() => second.told).toEqual(['gained', 'asked', 'lost']);
});

test('of three tabs the one that asks gets it at once, and the other goes on waiting', async () => {
  const [first, second, third] = [tab(), tab(), tab()];
  await first.claim();
  await second.claim();
  await third.claim();
  await third.takeOver();
  expect(third.told).toEqual(['gained']);
  await expect.poll(() => first.told).toEqual(['asked', 'lost']);
  expect(second.told).toEqual([]);
  await second.takeOver();
  expect(second.told).toEqual(['gained']);
});

test('a tab that is stuck loses it after three seconds', async () => {
  vi.useFakeTimers();
  const stuck = tab();
  await stuck.claim();
  // Its messages are not answered any more.
  for (const channel of Channel.all) channel.listeners = [];
  const second = tab();
  await second.claim();
  const taken = second.takeOver();
  await vi.advanceTimersByTimeAsync(2900);
  expect(second.told).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  await taken;
  expect(second.told).toEqual(['gained']);
  expect(stuck.told).toEqual(['lost']);
});

import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, expect, test, vi } from 'vitest';
import type { SampleImage } from './recipe.ts';
import { zipOf } from './zip.ts';

const images: readonly SampleImage[] = [
  { split: 'train', className: 'b', name: '1.png', bytes: new Uint8Array([1, 2, 3]) },
  { split: 'test', className: 'a', name: '2.png', bytes: new Uint8Array([4, 5]) },
];

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('holds each picture under its split and class', async () => {
  const reader = new ZipReader(new Uint8ArrayReader(await zipOf(images)));
  const entries = await reader.getEntries();
  expect(entries.map(({ filename }) => filename)).toEqual(['test/a/2.png', 'train/b/1.png']);
  const [first] = entries;
  if (first === undefined || first.directory) throw new Error('no file in the zip');
  expect(await first.getData(new Uint8ArrayWriter())).toEqual(new Uint8Array([4, 5]));
});

test('is the same whatever the time, the zone and the order of the pictures', async () => {
  vi.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z'), toFake: ['Date'] });
  const one = await zipOf(images);
  vi.setSystemTime(new Date('2031-07-08T09:10:11Z'));
  vi.stubEnv('TZ', 'Pacific/Kiritimati');
  expect(await zipOf(images.toReversed())).toEqual(one);
});

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE_IDS, type SampleCard } from '../../src/core/dataset/sample-card.ts';
import { countClasses } from './prepare.ts';
import type { SampleImage } from './recipe.ts';

const SAMPLES = resolve(import.meta.dirname, '../../public/samples');

test('counts the pictures of each class in each split, in the order in which classes appear', () => {
  const image = (className: string, split: SampleImage['split']): SampleImage => ({
    className,
    split,
    name: 'a.png',
    bytes: new Uint8Array(),
  });
  const images = [image('z', 'train'), image('a', 'test'), image('z', 'train'), image('z', 'test')];
  expect(countClasses(images)).toEqual([
    { name: 'z', train: 2, test: 1 },
    { name: 'a', train: 0, test: 1 },
  ]);
});

test.each(SAMPLE_IDS)('the card of %s is complete', (id) => {
  const card = JSON.parse(readFileSync(join(SAMPLES, id, 'card.json'), 'utf8')) as SampleCard;
  expect(card.id).toBe(id);
  expect(card.classes.reduce((sum, { train, test: held }) => sum + train + held, 0)).toBe(card.images);
  expect(card.bytes).toBeLessThan(4e6);
  expect(card.hash).toMatch(/^[0-9a-f]{64}$/);
  for (const source of card.sources) {
    expect(source.integrity).toMatch(/^sha512-/);
    expect(source.licence).not.toBe('');
    expect(source.attribution).toContain(source.author);
  }
});

import { expect, test } from 'vitest';
import type { AdviceFigures } from '../training/advice-figures.ts';
import { otherNetworkSentence } from './other-network.ts';

const panel = (accuracy: number) => ({ panel: { accuracy, sets: 7, command: '' } });
const small = { id: 'small', name: 'Small', multiplyAdds: 1e8 };
const large = { id: 'large', name: 'Large', multiplyAdds: 27e8 };
const cards = [
  { ...small, ...panel(0.72) },
  { ...large, ...panel(0.84) },
];
const network = (
  backbone: string,
  accuracy: number,
  msPerImage: number,
): AdviceFigures['networks'][number] => ({
  backbone,
  read: [],
  accuracy,
  loss: 1,
  losses: new Float32Array(),
  photos: 120,
  msPerImage,
});
const advised = (...networks: AdviceFigures['networks']): AdviceFigures => ({
  networks,
  leftOut: [],
  sample: 120,
  photos: 400,
  perClass: { smallest: 1, median: 1, largest: 1 },
});
const tell = (request: Partial<Parameters<typeof otherNetworkSentence>[0]>) =>
  otherNetworkSentence({
    cards,
    chosen: 'small',
    photos: 400,
    speeds: new Map(),
    advice: null,
    ...request,
  })?.replaceAll('\u00a0', ' ');

test('what the more accurate one brings by the panel, and takes by the speed of the other', () => {
  expect(tell({ speeds: new Map([['small', 20]]) })).toBe(
    'Large: about 4 minutes for these 400 photos on this machine instead of about 8 seconds, and right on 84 % of the test photos of seven unlike sets, not 72 %.',
  );
});

test('before anything was measured here, its work', () => {
  expect(tell({})).toMatch(/^Large: about 27 times the work a photo, and right on 84 %/);
  expect(tell({ chosen: 'large' })).toMatch(
    /^Small: about 1\/27 of the work a photo, and right on 72 %.*, not 84 %\.$/,
  );
});

test('beside the more accurate one, what the quicker one would save', () => {
  expect(
    tell({
      chosen: 'large',
      speeds: new Map([
        ['large', 500],
        ['small', 25],
      ]),
    }),
  ).toMatch(
    /^Small: about 10 seconds for these 400 photos on this machine instead of about 3 minutes, and right on 72 %/,
  );
});

test('the person’s own photos go before the panel', () => {
  const better = advised(network('small', 0.9, 20), network('large', 0.95, 500));
  expect(tell({ advice: better })).toBe(
    'Large: about 4 minutes for these 400 photos on this machine instead of about 10 seconds, and right on 95 % of 120 of them, not 90 %.',
  );
  // Neither better nor quicker: there is nothing to tell.
  expect(tell({ advice: advised(network('small', 0.9, 20), network('large', 0.8, 500)) })).toBeUndefined();
});

test('nothing is said where nothing is known', () => {
  expect(tell({ cards: [small, large] })).toBeUndefined();
  expect(tell({ chosen: 'own-12345678' })).toBeUndefined();
  expect(tell({ cards: [], advice: advised(network('small', 0.9, 20)) })).toBeUndefined();
});

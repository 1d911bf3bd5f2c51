import { expect, test } from 'vitest';
import { type UsualCard, usualBackbone } from './usual-backbone.ts';

const cards: readonly UsualCard[] = [
  { id: 'small', bytes: 3 },
  { id: 'middle', bytes: 22 },
  { id: 'large', bytes: 48 },
  { id: 'own-12345678', bytes: 90 },
];
const panel = (accuracy: number) => ({ panel: { accuracy, sets: 7, command: '' } });
const webgpu = { name: 'webgpu', hardware: true } as const;

test('without a graphics processor, or before it is known, the smallest', () => {
  for (const backend of [
    null,
    { name: 'wasm', hardware: true },
    { name: 'cpu', hardware: true },
    { name: 'webgpu', hardware: false },
    { name: 'webgl', hardware: false },
  ] as const)
    expect(usualBackbone(cards, backend)).toBe('small');
});

test('with one the most accurate of the panel, or the largest while none was on it', () => {
  expect(usualBackbone(cards, webgpu)).toBe('large');
  expect(usualBackbone(cards, { name: 'webgl', hardware: true })).toBe('large');
  const measured = cards.map((card) => (card.id === 'middle' ? { ...card, ...panel(0.85) } : card));
  expect(usualBackbone(measured, webgpu)).toBe('middle');
});

test('a network that was brought is no default', () => {
  expect(usualBackbone(cards.slice(3), webgpu)).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { presets } from '../augmentation/presets.ts';
import { type AdviceRequest, adviceFor, adviceHolds, suggestedRecipe } from './advice.ts';
import { type AdviceCard, leftOutSentence } from './advice-backbone.ts';
import { type AdviceFigures, type NetworkFigures, type Suggestion, spreadOf } from './advice-figures.ts';
import { fineTuningSchedule, gradualStages } from './plan-stages.ts';
import { defaultRecipe, type Recipe } from './recipe.ts';

const blocks = Array.from({ length: 12 }, (_, i) => ({ name: `block${i}`, parameters: 1 }));
const depths = ['1', '2', '3'].map((name) => ({ name, source: name, layer: name, features: 4 }));
const cards: readonly AdviceCard[] = [
  { id: 'mobilenet-v3', name: 'MobileNetV3', depths, blocks },
  { id: 'resnet-50', name: 'ResNet-50', depths, blocks },
];
/** With losses around a mean, so that differences are clear or not. */
const network = (
  backbone: string,
  accuracy: number,
  loss: number,
  msPerImage: number,
  spread = 0.01,
): NetworkFigures => ({
  backbone,
  read: ['2', '3'],
  accuracy,
  loss,
  losses: Float32Array.from({ length: 120 }, (_, i) => loss + (i % 2 === 0 ? spread : -spread)),
  photos: 120,
  msPerImage,
});
const figuresOf = (
  networks: readonly NetworkFigures[],
  changes: Partial<AdviceFigures> = {},
): AdviceFigures => ({
  networks,
  leftOut: [],
  sample: 120,
  photos: 400,
  perClass: { smallest: 40, median: 50, largest: 70 },
  ...changes,
});
const small = network('mobilenet-v3', 0.72, 0.9, 20);
const large = network('resnet-50', 0.84, 0.5, 500);
const clear = figuresOf([small, large]);
const unclear = figuresOf([small, network('resnet-50', 0.74, 0.85, 500, 5)]);

const ask = (figures: AdviceFigures, recipe = defaultRecipe, more: Partial<AdviceRequest> = {}) =>
  adviceFor({ figures, recipe, cards, ...more });
const part = (suggestions: readonly Suggestion[], name: Suggestion['part']) =>
  suggestions.find((suggestion) => suggestion.part === name);
const said = (figures: AdviceFigures, name: Suggestion['part'] = 'backbone', recipe = defaultRecipe) =>
  part(ask(figures, recipe), name)?.sentence.replaceAll('\u00a0', ' ');

test('a network that is clearly better is suggested, with what it brings and takes', () => {
  expect(said(clear)).toBe(
    'ResNet-50: right on 84 % of 120 of your photos, where MobileNetV3 is right on 72 %; to read all 400 takes about 4 minutes here.',
  );
  expect(part(ask(clear), 'backbone')?.change).toEqual({ backbone: 'resnet-50' });
});

test('one that is not clearly better is not worth its time', () => {
  expect(said(unclear)).toBe(
    'MobileNetV3: right on 72 % of 120 of your photos; the 74 % of ResNet-50 are no clear difference, and to read all 400 takes about 10 seconds instead of about 4 minutes here.',
  );
  expect(part(ask(unclear), 'backbone')?.change).toBeNull();
  expect(said(figuresOf([small, network('resnet-50', 0.7, 0.85, 500, 5)]))).toContain(
    '; ResNet-50 does not do clearly better, and',
  );
});

test('one whose reading would take too long is told of', () => {
  expect(said({ ...clear, photos: 4000 })).toBe(
    'MobileNetV3: right on 72 % of 120 of your photos; ResNet-50 is right on 84 %, but to read all 4,000 it would take about 40 minutes here.',
  );
});

test('where it is no more often right, but surer, the log loss says so', () => {
  expect(said(figuresOf([small, network('resnet-50', 0.72, 0.5, 500)]))).toBe(
    'ResNet-50: right on 72 % of 120 of your photos, where MobileNetV3 is right on 72 % and less sure of it (log loss 0.9, not 0.5); to read all 400 takes about 4 minutes here.',
  );
});

test('the best and quickest is told beside the next', () => {
  expect(said(figuresOf([network('mobilenet-v3', 0.9, 0.3, 20), large], { photos: 120 }))).toBe(
    'MobileNetV3: right on 90 % of your 120 photos, where ResNet-50 is right on 84 % and takes longer.',
  );
  expect(said(figuresOf([small]))).toBe('MobileNetV3: right on 72 % of 120 of your photos.');
});

test('one photo a class tells nothing of networks: the present one stays', () => {
  const none = figuresOf([], { perClass: { smallest: 1, median: 1, largest: 1 } });
  const onLarge = { ...defaultRecipe, backbone: 'resnet-50' };
  expect(part(ask(none, onLarge), 'backbone')).toMatchObject({ change: null });
  expect(said(none, 'backbone', onLarge)).toMatch(/^ResNet-50: with one photo a class/);
  expect(part(ask(none), 'read')).toBeUndefined();
});

test('what the head would read needs no change where the page finds it out', () => {
  expect(said(clear, 'read')).toBe(
    'Your photos are only partly what ResNet-50 knows, so the head reads two depths (2 and 3).',
  );
  const reading = (read: Recipe['read']) => part(ask(clear, { ...defaultRecipe, read }), 'read')?.change;
  expect(reading(null)).toBeNull();
  expect(reading(['2', '3'])).toBeNull();
  expect(reading(['1'])).toEqual({ read: null });
});

describe('as seven sets have it', () => {
  test('the head alone, solved, without varied copies', () => {
    const tuned: Recipe = {
      ...defaultRecipe,
      backbone: 'resnet-50',
      head: { kind: 'hidden', units: 64, dropout: 0.2 },
      optimizer: 'adamw',
      augmentation: presets.strong,
      fineTuning: { ...defaultRecipe.fineTuning, stages: gradualStages(12) },
    };
    expect(suggestedRecipe(tuned, ask(clear, tuned))).toEqual({ ...defaultRecipe, backbone: 'resnet-50' });
    expect(said(clear, 'learning')).toMatch(/^Head only: on seven unlike sets/);
    expect(said(clear, 'augmentation')).toMatch(/^No augmentation: on seven unlike sets/);
  });
});

describe('with thresholds', () => {
  const thresholds = { unfreezing: 30, augmenting: 60 };
  const asked = (figures: AdviceFigures, recipe = defaultRecipe) => ask(figures, recipe, { thresholds });
  const perClass = (median: number) => ({ smallest: median, median, largest: median });

  test('enough photos a class unfreeze the last blocks, and more are varied', () => {
    const quick = figuresOf([network('mobilenet-v3', 0.9, 0.3, 20)]);
    const learning = part(asked(quick), 'learning');
    expect(learning?.sentence).toMatch(/^Gradually: 50 photos a class/);
    expect(learning?.change).toEqual({
      fineTuning: { ...defaultRecipe.fineTuning, stages: gradualStages(12) },
      schedule: fineTuningSchedule,
    });
    expect(part(asked(clear), 'augmentation')).toMatchObject({ change: null });
    const varied = part(asked({ ...clear, perClass: perClass(60) }), 'augmentation');
    expect(varied?.change).toEqual({ augmentation: presets.light, views: defaultRecipe.views });
    expect(varied?.sentence).toContain('“Text and signs”');
  });

  test('fewer do not, and it is said from how many on they would', () => {
    const few = asked({ ...clear, perClass: perClass(29) });
    expect(part(few, 'learning')).toMatchObject({ change: null });
    expect(part(few, 'learning')?.sentence).toMatch(
      /from 30 photos a class on, and you have 29 photos a class/,
    );
    expect(part(few, 'augmentation')?.sentence).toMatch(/from 60 photos a class on/);
  });

  test('on a slow machine no more than the last block learns', () => {
    const slow = figuresOf([network('mobilenet-v3', 0.9, 0.3, 80)]);
    const learning = part(asked(slow), 'learning');
    expect(learning?.sentence).toMatch(/^Last block: .* about \d+ minutes/);
    expect(learning?.change?.fineTuning?.stages).toHaveLength(1);
  });

  test('a way of varying photos that the person chose stays', () => {
    const many = { ...clear, perClass: perClass(60) };
    const text: Recipe = { ...defaultRecipe, augmentation: presets.text };
    const kept = part(asked(many, text), 'augmentation');
    expect(kept).toMatchObject({ change: null });
    expect(kept?.sentence).toMatch(/^Augmentation as you chose it, 4 views a photo: /);
    // Without views nothing is varied.
    expect(part(asked(many, { ...text, views: 0 }), 'augmentation')?.change).not.toBeNull();
  });
});

test('of unequal classes it is said what the head makes of them, and nothing is changed', () => {
  const uneven = (largest: number) => ({ ...clear, perClass: { smallest: 20, median: 30, largest } });
  const balanced: Recipe = { ...defaultRecipe, classWeights: 'balanced' };
  expect(part(ask(uneven(40)), 'weights')).toBeUndefined();
  for (const recipe of [defaultRecipe, balanced])
    expect(part(ask(uneven(41), recipe), 'weights')).toMatchObject({ change: null });
  expect(said(uneven(41), 'weights')).toMatch(
    /^Not balanced: your largest class has 41 photos and your smallest 20/,
  );
  expect(said(uneven(41), 'weights', balanced)).toMatch(/^Balanced, as you chose: /);
});

test('a recipe that took the advice is as suggested, and the advice stays the same', () => {
  for (const figures of [clear, unclear]) {
    const first = ask(figures);
    const again = ask(figures, suggestedRecipe(defaultRecipe, first));
    expect(again.every(({ change }) => change === null)).toBe(true);
    expect(again.map(({ sentence }) => sentence)).toEqual(first.map(({ sentence }) => sentence));
  }
});

test('each suggestion is one sentence', () => {
  const uneven = { ...clear, perClass: { smallest: 5, median: 9, largest: 90 } };
  for (const figures of [clear, unclear, { ...clear, photos: 4000 }, figuresOf([]), uneven])
    for (const { sentence } of ask(figures)) expect(sentence).toMatch(/^[^.]([^.]|\.\d)*\.$/);
});

test('networks that were not tried are named, with why', () => {
  const leftOut = [
    { backbone: 'resnet-50', why: 'slow', milliseconds: 300_000 },
    { backbone: 'mobilenet-v3', why: 'unavailable', milliseconds: 0 },
  ] as const;
  expect(leftOutSentence({ ...clear, leftOut }, cards)).toBe(
    'Not tried: ResNet-50, which would take about 5 minutes to look at 120 photos here; MobileNetV3, which could not be loaded.',
  );
  expect(leftOutSentence(clear, cards)).toBeNull();
});

test('advice holds for networks that were tried, or left out', () => {
  const holds = (backbone: string, figures = clear) =>
    adviceHolds({ figures, recipe: { ...defaultRecipe, backbone } });
  expect(holds('mobilenet-v3')).toBe(true);
  expect(holds('resnet-50')).toBe(true);
  expect(holds('own-12345678')).toBe(false);
  const leftOut = [{ backbone: 'own-12345678', why: 'slow', milliseconds: 1 }] as const;
  expect(holds('own-12345678', { ...clear, leftOut })).toBe(true);
  // One that was brought and removed since is not suggested.
  expect(ask(clear, defaultRecipe, { cards: cards.slice(0, 1) })[0]).toMatchObject({ change: null });
  expect(ask(clear, defaultRecipe, { cards: [] })).toEqual([]);
});

test('the spread of counts', () => {
  expect(spreadOf([5, 1, 9])).toEqual({ smallest: 1, median: 5, largest: 9 });
  expect(spreadOf([4, 10])).toEqual({ smallest: 4, median: 4, largest: 10 });
});

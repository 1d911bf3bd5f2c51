import { describe, expect, test } from 'vitest';
import { presets } from '../augmentation/presets.ts';
import { type AdviceRequest, adviceFor, adviceHolds, suggestedRecipe } from './advice.ts';
import type { AdviceCard } from './advice-backbone.ts';
import { type AdviceFigures, type Suggestion, spreadOf } from './advice-figures.ts';
import { fineTuningSchedule, gradualStages } from './plan-stages.ts';
import { defaultRecipe, type Recipe } from './recipe.ts';

const blocks = Array.from({ length: 12 }, (_, i) => ({ name: `block${i}`, parameters: 1 }));
const cards: readonly AdviceCard[] = [
  { id: 'mobilenet-v3', name: 'MobileNetV3', multiplyAdds: 1e8, blocks },
  { id: 'resnet-50', name: 'ResNet-50', multiplyAdds: 3e9, blocks },
];
const many: AdviceFigures = {
  backbone: 'mobilenet-v3',
  familiarity: 0.98,
  measuredOn: 600,
  train: 600,
  validation: 100,
  trainPerClass: { smallest: 50, median: 60, largest: 70 },
  msPerImage: 5,
};
const unfamiliar: AdviceFigures = { ...many, familiarity: 0.62, msPerImage: 0.5 };
const few: AdviceFigures = {
  ...unfamiliar,
  train: 50,
  trainPerClass: { smallest: 4, median: 5, largest: 6 },
};

const ask = (figures: AdviceFigures, recipe = defaultRecipe, foundRate: number | null = null) =>
  adviceFor({ figures, recipe, cards, foundRate });
const part = (suggestions: readonly Suggestion[], name: Suggestion['part']) =>
  suggestions.find((suggestion) => suggestion.part === name);

test('many familiar photos need the head alone, and no varied copies', () => {
  const advice = ask(many);
  expect(advice.map(({ part }) => part)).toEqual(['backbone', 'learning', 'augmentation', 'rates']);
  expect(advice.every(({ change }) => change === null)).toBe(true);
  expect(part(advice, 'backbone')?.sentence).toContain('0.98');
  expect(part(advice, 'learning')?.sentence).toMatch(/^Head only: .*0\.98.*60 photos a class/);
  const tuned: Recipe = {
    ...defaultRecipe,
    augmentation: presets.strong,
    fineTuning: { ...defaultRecipe.fineTuning, stages: gradualStages(12) },
  };
  expect(suggestedRecipe(tuned, ask(many, tuned))).toEqual(defaultRecipe);
});

test('unfamiliar photos want a larger backbone, gradually unfrozen, and light augmentation', () => {
  const advice = ask(unfamiliar);
  expect(part(advice, 'backbone')).toMatchObject({ change: { backbone: 'resnet-50' } });
  expect(part(advice, 'backbone')?.sentence).toContain('0.62');
  expect(suggestedRecipe(defaultRecipe, advice)).toEqual({
    ...defaultRecipe,
    backbone: 'resnet-50',
    augmentation: presets.light,
    fineTuning: { ...defaultRecipe.fineTuning, stages: gradualStages(12) },
    schedule: fineTuningSchedule,
  });
  expect(part(advice, 'augmentation')?.sentence).toContain('“Text and signs”');
});

test('few photos leave the backbone alone, and go further with varied copies', () => {
  const advice = ask(few);
  expect(part(advice, 'learning')).toMatchObject({ change: null });
  expect(part(advice, 'learning')?.sentence).toMatch(/^Head only: 5 photos a class are too few/);
  expect(part(advice, 'augmentation')?.change?.augmentation).toEqual(presets.light);
});

test('one photo a class tells nothing of the backbone, which is kept', () => {
  const one = { ...few, familiarity: null, trainPerClass: { smallest: 1, median: 1, largest: 1 } };
  expect(part(ask(one), 'backbone')).toMatchObject({ change: null });
});

describe('on a slow machine', () => {
  test('the large backbone is left for the quick one, with the time it would take', () => {
    // 600 photos with 4 views each and 100 of validation, at 30 times 20 ms.
    const slow = { ...unfamiliar, msPerImage: 20 };
    const backbone = part(ask(slow), 'backbone');
    expect(backbone).toMatchObject({ change: null });
    expect(backbone?.sentence).toContain('31 minutes');
    const measuredOnLarge = { ...slow, backbone: 'resnet-50', msPerImage: 600 };
    const onLarge = { ...defaultRecipe, backbone: 'resnet-50' };
    expect(part(ask(measuredOnLarge, onLarge), 'backbone')).toMatchObject({
      change: { backbone: 'mobilenet-v3' },
      sentence: backbone?.sentence,
    });
  });

  test('no more than the last block learns', () => {
    const learning = part(ask({ ...unfamiliar, msPerImage: 80 }), 'learning');
    expect(learning?.sentence).toMatch(/^Last block: .* about \d+ minutes/);
    expect(learning?.change?.fineTuning?.stages).toHaveLength(1);
  });
});

test('a way of varying photos that the person chose stays', () => {
  const text: Recipe = { ...defaultRecipe, augmentation: presets.text };
  const kept = part(ask(unfamiliar, text), 'augmentation');
  expect(kept).toMatchObject({ change: null });
  expect(kept?.sentence).toMatch(/^Augmentation as you chose it, 4 views a photo: /);
  // Without views nothing is varied.
  expect(part(ask(unfamiliar, { ...text, views: 0 }), 'augmentation')?.change).not.toBeNull();
});

test('the rate is the finder’s where it has looked, else the default', () => {
  const hidden: Recipe = { ...defaultRecipe, head: { kind: 'hidden', units: 64, dropout: 0 } };
  expect(part(ask(many, hidden, 0.0071), 'rates')).toMatchObject({ change: { learningRate: 0.0071 } });
  expect(part(ask(many, { ...hidden, learningRate: 0.0071 }, 0.0071), 'rates')?.change).toBeNull();
  // It was found for the present backbone, which is to change.
  expect(part(ask(unfamiliar, hidden, 0.0071), 'rates')).toMatchObject({ change: null });
  const sgd = part(ask(many, { ...hidden, optimizer: 'sgd' }), 'rates');
  expect(sgd).toMatchObject({
    change: { optimizer: defaultRecipe.optimizer, learningRate: defaultRecipe.learningRate },
  });
  expect(sgd?.sentence).toMatch(/^AdamW at 0\.003 /);
});

test('a linear head is solved, for which no rate is found', () => {
  expect(part(ask(many, defaultRecipe, 0.0071), 'rates')).toMatchObject({ change: null });
  const sgd = part(ask(many, { ...defaultRecipe, optimizer: 'sgd' }), 'rates');
  expect(sgd).toMatchObject({ change: { optimizer: 'lbfgs' } });
  expect(sgd?.sentence).toMatch(/^The head solved to convergence/);
});

test('classes are balanced where the largest has over three times the smallest’s photos', () => {
  const uneven = (largest: number) => ({ ...many, trainPerClass: { smallest: 20, median: 30, largest } });
  expect(part(ask(uneven(60)), 'weights')).toBeUndefined();
  expect(part(ask(uneven(61)), 'weights')).toMatchObject({ change: { classWeights: 'balanced' } });
  expect(part(ask(uneven(61), { ...defaultRecipe, classWeights: 'balanced' }), 'weights')?.change).toBeNull();
});

test('a recipe that took the advice is as suggested, and the advice stays the same', () => {
  for (const figures of [many, unfamiliar, few]) {
    const first = ask(figures);
    const recipe = suggestedRecipe(defaultRecipe, first);
    const again = ask(figures, recipe);
    expect(again.every(({ change }) => change === null)).toBe(true);
    expect(again.map(({ sentence }) => sentence)).toEqual(first.map(({ sentence }) => sentence));
  }
});

test('each suggestion is one sentence', () => {
  for (const figures of [many, unfamiliar, few])
    for (const { sentence } of ask(figures)) {
      expect(sentence).toMatch(/^[^.]([^.]|\.\d)*\.$/);
    }
});

test('advice holds for the measured backbone and the suggested one', () => {
  const holds = (backbone: string, request: Partial<AdviceRequest> = {}) =>
    adviceHolds({ figures: unfamiliar, recipe: { ...defaultRecipe, backbone }, cards, ...request });
  expect(holds('mobilenet-v3')).toBe(true);
  expect(holds('resnet-50')).toBe(true);
  expect(holds('resnet-50', { figures: many })).toBe(false);
  expect(holds('inception-v3')).toBe(false);
  expect(adviceFor({ figures: many, recipe: defaultRecipe, cards: [], foundRate: null })).toEqual([]);
});

test('the spread of counts', () => {
  expect(spreadOf([5, 1, 9])).toEqual({ smallest: 1, median: 5, largest: 9 });
  expect(spreadOf([4, 10])).toEqual({ smallest: 4, median: 4, largest: 10 });
});

import { expect, it } from 'vitest';
import { defaultRecipe } from '../../../core/training/recipe.ts';
import { noTiming } from '../../../core/training/run.ts';
import type { Trial } from '../../../core/training/sweep.ts';
import { planTrials } from '../../../core/training/sweep-trials.ts';
import { sweepCost } from './sweep-time.ts';
import { chanceWords, placeWords, resultWords } from './sweep-words.ts';

const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ');
const trial = (accuracy: number, change: Partial<Trial> = {}): Trial => ({
  values: [0.01],
  recipe: defaultRecipe,
  accuracy,
  loss: 0.3,
  milliseconds: 1,
  ...change,
});

it('a place and its result', () => {
  expect(
    placeWords(
      [
        { key: 'learningRate', values: [] },
        { key: 'dropout', values: [] },
      ],
      [0.01, 0.2],
    ),
  ).toBe('learning rate 0.01, dropout 0.2');
  // Wilson's interval of 95 in 100 is 89 to 98 %.
  expect(plain(resultWords(trial(0.95), 100))).toBe('95 of 100 validation photos right: 95.0 % (89 to 98 %)');
  expect(resultWords(trial(0, { loss: Number.POSITIVE_INFINITY }), 100)).toContain('without bound');
});

it('what chance may have decided', () => {
  const best = trial(0.95);
  expect(chanceWords(best, [best, trial(0.93), trial(0.7)], 100)).toBe(
    '1 of the 2 others lies within the best one’s interval: between these two chance may have decided.',
  );
  expect(chanceWords(best, [best, trial(0.93), trial(0.9)], 100)).toContain('All 2 others lie');
  expect(chanceWords(best, [best, trial(0.7)], 100)).toBeNull();
});

it('the time of a sweep is that of its steps, by the last run with such a head', () => {
  const trials = planTrials(defaultRecipe, [{ key: 'learningRate', values: [1, 2, 3, 4] }]);
  expect(sweepCost(trials, [], 640)).toEqual({ trainings: 4, milliseconds: null });
  const epoch = { epoch: 1, phase: 0, rate: 1, milliseconds: 1, loss: 1, accuracy: 1 };
  const run = {
    recipe: defaultRecipe,
    history: Array.from({ length: 20 }, () => ({ ...epoch, validationLoss: null, validationAccuracy: null })),
    timing: { ...noTiming, head: 400 },
    counts: { train: 640, validation: 0, test: 0 },
  };
  // 20 epochs of 10 steps took 400 ms, 2 ms each; now 20 epochs of 20 steps, four times.
  expect(sweepCost(trials, [run], 1280)).toEqual({ trainings: 4, milliseconds: 3200 });
  const hidden = {
    ...run,
    recipe: { ...defaultRecipe, head: { kind: 'hidden', units: 8, dropout: 0 } as const },
  };
  expect(sweepCost(trials, [hidden], 640).milliseconds).toBeNull();
});

import { expect, it } from 'vitest';
import { phasesOf } from '../../core/training/phases.ts';
import type { Plan } from '../../core/training/plan.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import type { EpochMetrics } from '../../core/training/run.ts';
import { pausedWords, phaseWords } from './phase-words.ts';
import { epochTime, phaseAt, solvingLeft, timeLeft } from './time-left.ts';

const stages = [
  { blocks: 1, epochs: 2, learningRate: 1e-3 },
  { blocks: 3, epochs: 4, learningRate: 1e-3 },
];
const recipe: Recipe = {
  ...defaultRecipe,
  optimizer: 'adamw',
  epochs: 10,
  fineTuning: { ...defaultRecipe.fineTuning, stages },
};
const phases = phasesOf(recipe, 14);
const [head, first, second] = phases;
if (!(head && first && second)) throw new Error('The recipe has three phases.');

const epoch = (n: number, phase: number, milliseconds: number): EpochMetrics => ({
  epoch: n,
  phase,
  rate: 1e-3,
  milliseconds,
  loss: 1,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
});
const plan: Plan = {
  phases: [
    { phase: 0, blocks: 0, preparation: 0, epochs: 10, epoch: 10 },
    { phase: 1, blocks: 1, preparation: 5000, epochs: 2, epoch: 1000 },
    { phase: 2, blocks: 3, preparation: 6000, epochs: 4, epoch: 2000 },
  ],
  lastLook: 0,
  total: 0,
  memory: 0,
  disk: 0,
  advice: null,
};

it('knows the phase by progress, and by what was told where a phase ended early', () => {
  expect(phaseAt(phases, [], 9.9)).toBe(head);
  expect(phaseAt(phases, [epoch(10, 0, 1)], 10.1)).toBe(first);
  expect(phaseAt(phases, [epoch(4, 0, 1), epoch(5, 1, 1)], 5.5)).toBe(first);
  expect(phaseAt(phases, [epoch(16, 2, 1)], 16)).toBe(second);
});

it('takes an epoch’s time from those of its phase, else from the plan', () => {
  expect(epochTime(first, [epoch(10, 0, 5), epoch(11, 1, 100), epoch(12, 1, 300)], plan)).toBe(200);
  expect(epochTime(first, [epoch(10, 0, 5)], plan)).toBe(1000);
  expect(epochTime(first, [epoch(10, 0, 5)], null)).toBeNull();
});

it('adds up all phases where a plan knows them, and says so where none does', () => {
  expect(timeLeft(phases, first, 11, 500, plan)).toEqual({ seconds: 0.5 + 14, all: true });
  expect(timeLeft(phases, first, 11, 500, null)).toEqual({ seconds: 0.5, all: false });
  expect(timeLeft(phases, second, 14.5, 2000, null)).toEqual({ seconds: 3, all: true });
});

it('tells how long solving takes from its share of the way, which is counted from the first iteration', () => {
  const iterations = [9000, 1000, 1000, 1000, 1000].map((milliseconds, i) => epoch(i + 1, 0, milliseconds));
  expect(solvingLeft(iterations.slice(1), 0.2)).toBeNull();
  expect(solvingLeft(iterations, 0)).toBeNull();
  expect(solvingLeft(iterations, 0.2)).toBeCloseTo(16, 6);
  expect(solvingLeft(iterations, 1)).toBe(0);
});

it('names phases and pauses', () => {
  expect(phases.map((phase) => phaseWords(phases, phase))).toEqual([
    'Training the head',
    'Stage 1 of 2: 1 block learns',
    'Stage 2 of 2: 3 blocks learn',
  ]);
  expect(pausedWords({ recipe, history: [epoch(5, 0, 1)] })).toBe('Paused at epoch 5 of 16');
});

it('does not count the iterations of a head that was solved as epochs', () => {
  const history = [1, 2, 3].map((n) => epoch(n, 0, 1));
  const solved: Recipe = { ...recipe, optimizer: 'lbfgs' };
  expect(pausedWords({ recipe: solved, history: [...history, epoch(4, 1, 1)] })).toBe(
    'Paused at epoch 1 of 6',
  );
});

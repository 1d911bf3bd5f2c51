import { expect, it } from 'vitest';
import { phasesOf } from '../../core/training/phases.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { blockRows } from './block-rows.ts';

it('opens blocks from the top, each more slowly than the one above', () => {
  const stages = [
    { blocks: 1, epochs: 2, learningRate: 0.01 },
    { blocks: 2, epochs: 3, learningRate: 0.004 },
  ];
  const fineTuning = { ...defaultRecipe.fineTuning, stages };
  const phases = phasesOf({ ...defaultRecipe, optimizer: 'adamw', epochs: 5, fineTuning }, 3);
  const rows = blockRows(phases, ['bottom', 'middle', 'top'], 2);
  const when = rows.map(({ name, stretches }) => [
    name,
    ...stretches.map(({ from, epochs, rate }) => [from, epochs, rate]),
  ]);
  expect(when).toEqual([
    ['Head', [0, 5, defaultRecipe.learningRate], [5, 2, 0.01], [7, 3, 0.004]],
    ['top', [5, 2, 0.01], [7, 3, 0.004]],
    ['middle', [7, 3, 0.002]],
    ['bottom'],
  ]);
});

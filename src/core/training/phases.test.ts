import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phasesOf } from './phases.ts';
import { defaultRecipe, type Recipe, totalEpochs } from './recipe.ts';

const stages = fc.array(
  fc.record({
    blocks: fc.integer({ min: 1, max: 20 }),
    epochs: fc.integer({ min: 1, max: 9 }),
    learningRate: fc.constant(1e-3),
  }),
);
const withStages = (of: typeof defaultRecipe.fineTuning.stages, optimizer: Recipe['optimizer']): Recipe => ({
  ...defaultRecipe,
  optimizer,
  fineTuning: { ...defaultRecipe.fineTuning, stages: of },
});

test('without stages the head learns alone', () => {
  expect(phasesOf({ ...defaultRecipe, optimizer: 'adamw' }, 14)).toEqual([
    {
      index: 0,
      blocks: 0,
      epochs: 20,
      epochsBefore: 0,
      learningRate: 3e-3,
      weightDecay: 1,
      batchSize: 64,
    },
  ]);
});

test('a head that is solved has no epochs; one with hidden units has, whatever the optimiser', () => {
  expect(phasesOf(defaultRecipe, 14).map(({ index, epochs }) => [index, epochs])).toEqual([[0, 0]]);
  const hidden: Recipe = { ...defaultRecipe, head: { kind: 'hidden', units: 8, dropout: 0 } };
  expect(phasesOf(hidden, 14)[0]?.epochs).toBe(defaultRecipe.epochs);
});

test('blocks open and never close, never more than there are, and epochs follow each other', () => {
  fc.assert(
    fc.property(
      stages,
      fc.integer({ min: 1, max: 16 }),
      fc.constantFrom('lbfgs', 'adamw'),
      (of, blocks, optimizer) => {
        const recipe = withStages(of, optimizer);
        const phases = phasesOf(recipe, blocks);
        expect(phases.map(({ index }) => index)).toEqual([0, ...of.map((_, i) => i + 1)]);
        let epochs = 0;
        let open = 0;
        phases.forEach((phase, i) => {
          expect(phase.epochsBefore).toBe(epochs);
          epochs += phase.epochs;
          expect(phase.blocks).toBeGreaterThanOrEqual(open);
          open = phase.blocks;
          expect(open).toBe(Math.min(blocks, Math.max(0, ...of.slice(0, i).map((stage) => stage.blocks))));
        });
        expect(epochs).toBe(totalEpochs(recipe));
      },
    ),
  );
});

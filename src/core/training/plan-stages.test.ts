import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  gradualStages,
  type Learning,
  learningOf,
  shownLearning,
  singleStage,
  stagesFor,
} from './plan-stages.ts';

it('opens more blocks from stage to stage, more slowly each time, in at most 12 epochs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (blocks) => {
      const stages = gradualStages(blocks);
      expect(stages[0]?.blocks).toBe(1);
      stages.slice(1).forEach((stage, index) => {
        const before = stages[index];
        expect(stage.blocks).toBeGreaterThan(before?.blocks ?? Number.NaN);
        expect(stage.learningRate).toBeLessThan(before?.learningRate ?? Number.NaN);
      });
      expect(stages.at(-1)?.blocks).toBeLessThanOrEqual(blocks);
      expect(stages.reduce((sum, { epochs }) => sum + epochs, 0)).toBeLessThanOrEqual(12);
    }),
  );
});

it('has two stages wherever there are blocks for them', () => {
  expect([1, 2, 3, 6, 15].map((blocks) => gradualStages(blocks).length)).toEqual([1, 1, 2, 2, 2]);
});

it.each<Learning>(['head', 'last-block', 'last-blocks', 'all-blocks', 'gradually'])(
  'recognises what the choice “%s” starts with',
  (learning) => {
    for (const blocks of [6, 14, 15])
      expect(learningOf({ stages: stagesFor(learning, blocks) }, blocks)).toBe(learning);
  },
);

it('keeps to what was chosen while the plan fits it', () => {
  const one = { stages: [singleStage(1)] };
  expect(shownLearning(null, one, 14)).toBe('last-block');
  expect(shownLearning('gradually', one, 14)).toBe('gradually');
  expect(shownLearning('last-blocks', one, 14)).toBe('last-blocks');
  expect(shownLearning('gradually', { stages: [] }, 14)).toBe('head');
  expect(shownLearning('last-blocks', { stages: gradualStages(14) }, 14)).toBe('gradually');
});

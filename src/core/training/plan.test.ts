import { expect, test } from 'vitest';
import { type PhaseMeasurement, planOf } from './plan.ts';

const measured = (index: number, blocks: number, change: Partial<PhaseMeasurement>): PhaseMeasurement => ({
  phase: { index, blocks, epochs: 4, epochsBefore: 0, learningRate: 1e-3, weightDecay: 0, batchSize: 32 },
  missing: 0,
  view: 15,
  train: 100,
  validation: 20,
  trainPhoto: 10,
  validationPhoto: 5,
  memory: 1e8,
  disk: 1e6,
  ...change,
});

test('time is what is missing and all epochs, memory the largest phase’s, disk all of them', () => {
  const plan = planOf(
    [
      measured(0, 0, { missing: 120, trainPhoto: 0.1, validationPhoto: 0 }),
      measured(1, 2, { missing: 240, memory: 3e8 }),
    ],
    1,
  );
  expect(plan.phases).toEqual([
    { phase: 0, blocks: 0, preparation: 1800, epochs: 4, epoch: 10 },
    { phase: 1, blocks: 2, preparation: 3600, epochs: 4, epoch: 1100 },
  ]);
  expect(plan.lastLook).toBe(120 * 15);
  expect(plan.total).toBe(1800 + 40 + 3600 + 4400 + plan.lastLook);
  expect(plan.memory).toBe(3e8);
  expect(plan.disk).toBe(2e6);
  expect(plan.advice).toBeNull();
});

test('says what takes the time, where one thing does', () => {
  const views = planOf([measured(0, 0, { missing: 10_000, trainPhoto: 0 })], 5);
  expect(views.advice).toContain('augmented views');
  const deep = planOf([measured(0, 0, {}), measured(1, 1, {}), measured(2, 10, { trainPhoto: 200 })], 1);
  expect(deep.advice).toContain('stage 2');
  expect(deep.advice).toContain('1 instead of 10 blocks');
  const long = planOf([measured(0, 0, { trainPhoto: 0 }), measured(1, 1, { trainPhoto: 200 })], 1);
  expect(long.advice).toContain('half its epochs');
});

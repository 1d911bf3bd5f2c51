import { expect, test } from 'vitest';
import { checkLoss } from './diverged.ts';

const phase = (index: number) => ({
  index,
  blocks: index,
  epochs: 4,
  epochsBefore: 0,
  learningRate: 3e-3,
  weightDecay: 0,
  batchSize: 32,
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is told, with a rate to try', (loss) => {
  expect(() => checkLoss(loss, 1, 12, phase(0))).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ code: 'diverged', todo: expect.stringContaining('0.0003') }),
    }),
  );
});

test('so is ten times the first loss, where that is worse than knowing nothing', () => {
  const nothing = Math.log(12);
  expect(() => checkLoss(3.1 * nothing, 0.3, 12, phase(2))).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ todo: expect.stringContaining('stage 2') }),
    }),
  );
  // Much worse than at first, but no worse than a model that knows nothing: it may still learn.
  checkLoss(2.9 * nothing, 0.01, 12, phase(2));
  // Bad from the beginning.
  checkLoss(3.1 * nothing, nothing, 12, phase(0));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultRecipe, type Recipe, type Schedule } from './recipe.ts';
import { type PlateauState, plateauAfter, plateauStart, rateAt, scheduleCurve } from './schedule.ts';

const rates = (schedule: Schedule, peak: number, steps: number) =>
  Array.from({ length: steps }, (_, step) => rateAt(schedule, peak, step, steps));

/** torch.optim.lr_scheduler.OneCycleLR, anneal_strategy 'cos', div_factor 25, final_div_factor 1e4. */
function oneCycle(maxRate: number, total: number, pctStart: number, step: number): number {
  const initial = maxRate / 25;
  const lowest = initial / 1e4;
  const anneal = (start: number, end: number, pct: number) =>
    end + ((start - end) / 2) * (Math.cos(Math.PI * pct) + 1);
  const end = pctStart * total - 1;
  if (step <= end) return anneal(initial, maxRate, step / end);
  return anneal(maxRate, lowest, (step - end) / (total - 1 - end));
}

/** keras.optimizers.schedules.CosineDecay with alpha 0 and a warm-up. */
function cosineDecay(
  initial: number,
  target: number,
  warmup: number,
  decaySteps: number,
  step: number,
): number {
  if (step < warmup) return ((target - initial) * step) / warmup + initial;
  const done = Math.min(step - warmup, decaySteps) / decaySteps;
  return target * 0.5 * (1 + Math.cos(Math.PI * done));
}

describe('a step’s rate', () => {
  test('constant and plateau are the peak', () => {
    expect(rates({ kind: 'constant' }, 0.01, 3)).toEqual([0.01, 0.01, 0.01]);
    expect(rates({ kind: 'plateau', factor: 0.1, patience: 1 }, 0.01, 3)).toEqual([0.01, 0.01, 0.01]);
  });

  test.each([
    [100, 0.3],
    [10, 0.25],
    [57, 0.5],
  ])('one-cycle over %d steps, peak at %d: PyTorch’s formula', (steps, peak) => {
    rates({ kind: 'one-cycle', peak }, 0.1, steps).forEach((rate, step) => {
      expect(rate).toBeCloseTo(oneCycle(0.1, steps, peak, step), 10);
    });
  });

  test.each([
    [100, 0.1],
    [40, 0],
    [9, 0.5],
  ])('cosine over %d steps, warm-up %d: Keras’s formula, from one step above zero', (steps, share) => {
    const warmup = Math.round(share * steps);
    rates({ kind: 'cosine', warmup: share }, 0.1, steps).forEach((rate, step) => {
      expect(rate).toBeCloseTo(cosineDecay(0.1 / (warmup + 1), 0.1, warmup, steps - warmup, step), 10);
    });
  });

  test('of any schedule and length lies above 0 and reaches the peak, or nearly', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const schedules: fc.Arbitrary<Schedule> = fc.oneof(
      share.map((warmup): Schedule => ({ kind: 'cosine', warmup })),
      share.map((peak): Schedule => ({ kind: 'one-cycle', peak })),
    );
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 300 }), (schedule, steps) => {
        const all = rates(schedule, 1, steps);
        for (const rate of all) {
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThanOrEqual(1 + 1e-12);
        }
        // One-cycle's peak can lie between two steps.
        if (steps > 30 || schedule.kind === 'cosine') expect(Math.max(...all)).toBeGreaterThan(0.95);
      }),
    );
  });
});

describe('plateau', () => {
  const schedule: Schedule = { kind: 'plateau', factor: 0.5, patience: 2 };
  const factors = (losses: readonly number[], of: Schedule = schedule) => {
    let state: PlateauState = plateauStart;
    return losses.map((loss) => {
      state = plateauAfter(of, state, loss);
      return state.factor;
    });
  };

  // Worked through by hand with the code of keras.callbacks.ReduceLROnPlateau (mode min, min_delta 1e-4, cooldown 0).
  test('falls when the loss has not fallen for as many epochs, and begins to count anew', () => {
    expect(factors([1, 0.9, 0.9, 0.95, 0.8, 0.8, 0.8, 0.8, 0.8])).toEqual([
      1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125,
    ]);
  });

  test('a fall of 1e-4 and less is none', () => {
    expect(factors([1, 0.99995, 0.9999])).toEqual([1, 1, 0.5]);
    expect(factors([1, 0.9998, 0.9996])).toEqual([1, 1, 1]);
  });

  test('a loss that is no number counts as none', () => {
    expect(factors([1, Number.NaN, Number.NaN])).toEqual([1, 1, 0.5]);
  });

  test('other schedules do not move', () => {
    expect(factors([1, 1, 1, 1], { kind: 'constant' })).toEqual([1, 1, 1, 1]);
  });
});

describe('the curve', () => {
  const recipe: Recipe = {
    ...defaultRecipe,
    optimizer: 'adamw',
    epochs: 10,
    learningRate: 0.01,
    schedule: { kind: 'one-cycle', peak: 0.3 },
    fineTuning: {
      ...defaultRecipe.fineTuning,
      stages: [
        { blocks: 1, epochs: 4, learningRate: 1e-3 },
        { blocks: 3, epochs: 2, learningRate: 5e-4 },
      ],
    },
  };

  test('goes through all phases, each with its own rate', () => {
    const curve = scheduleCurve(recipe);
    expect(curve[0]).toEqual({ progress: 0, rate: expect.closeTo(0.01 / 25, 10) });
    expect(curve.at(-1)?.progress).toBe(16);
    curve.forEach(({ progress }, i) => {
      expect(progress).toBeGreaterThanOrEqual(curve[i - 1]?.progress ?? 0);
    });
    const highest = (from: number, to: number) =>
      Math.max(...curve.filter(({ progress }) => progress > from && progress < to).map(({ rate }) => rate));
    expect(highest(0, 10)).toBeCloseTo(0.01, 4);
    expect(highest(10, 14)).toBeCloseTo(1e-3, 5);
    expect(highest(14, 16)).toBeCloseTo(5e-4, 5);
  });

  test('begins with the first stage where the head is solved, which has no rate', () => {
    const curve = scheduleCurve({ ...recipe, optimizer: 'lbfgs', schedule: { kind: 'constant' } });
    expect(curve[0]).toEqual({ progress: 0, rate: 1e-3 });
    expect(curve.at(-1)).toEqual({ progress: 6, rate: 5e-4 });
  });

  test('plateau is drawn as constant', () => {
    const curve = scheduleCurve({ ...recipe, schedule: { kind: 'plateau', factor: 0.1, patience: 3 } });
    expect(new Set(curve.map(({ rate }) => rate))).toEqual(new Set([0.01, 1e-3, 5e-4]));
  });
});

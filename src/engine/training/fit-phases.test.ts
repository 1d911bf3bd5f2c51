import { memory, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { type Cloud, clouds, fitOptions } from '../../../test-support/engine/training/clouds.ts';
import { seededRandom } from '../../core/random.ts';
import type { FitState } from '../../core/training/checkpoint.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { EpochMetrics } from '../../core/training/run.ts';
import { type FitResult, fit as fitPhase } from './fit.ts';
import type { Examples, Learner } from './learner.ts';
import { readParameters, restoreParameters } from './parameters.ts';

let tensors = 0;
beforeAll(async () => {
  expect(await startRuntime()).toBe('wasm');
});
beforeEach(() => {
  tensors = memory().numTensors;
});

const few = clouds(40, 1.5, seededRandom('few'));
const held = clouds(60, 1.5, seededRandom('held'));

/** Three views of each example: the example itself, scaled. */
const threeViews = (examples: Examples): Examples => ({
  ...examples,
  views: 3,
  read: async (rows) => {
    const x = await examples.read(rows.map((row) => ({ ...row, view: 0 })));
    const factors = Float32Array.from(rows, ({ view }) => 1 + view / 10);
    const values = x.dataSync().map((value, i) => value * (factors[Math.floor(i / (x.shape[1] ?? 1))] ?? 1));
    x.dispose();
    return tensor(values, x.shape);
  },
});

interface Outcome extends FitResult {
  readonly parameters: ReadonlyMap<string, Float32Array>;
  readonly history: readonly EpochMetrics[];
  /** What each epoch told of the one that would be kept. */
  readonly told: readonly (number | null)[];
}

/** Runs a phase, or the rest of it; `stopAfter`: and stops after an epoch, giving the state there. */
async function run(
  recipe: Partial<Recipe>,
  {
    resume = null,
    stopAfter = 0,
    keepBest = true,
    index = 0,
    validation = held,
    before = () => {},
  }: {
    readonly resume?: FitState | null;
    readonly stopAfter?: number;
    readonly keepBest?: boolean;
    readonly index?: number;
    readonly validation?: Cloud | null;
    readonly before?: (learner: Learner) => void;
  } = {},
): Promise<Outcome & { readonly state: FitState | null }> {
  const controller = new AbortController();
  const history: EpochMetrics[] = [];
  const told: (number | null)[] = [];
  let state: FitState | null = null;
  const options = fitOptions(few, recipe, {
    validation,
    keepBest,
    resume,
    signal: controller.signal,
    onEpoch: async (metrics, read, best) => {
      history.push({ ...metrics, milliseconds: 0 });
      told.push(best);
      if (stopAfter === 0 || metrics.epoch !== stopAfter) return;
      state = structuredClone(await read());
      controller.abort();
    },
  });
  const { learner, train, phase } = options;
  before(learner);
  try {
    const result = await fitPhase({
      ...options,
      train: threeViews(train),
      phase: { ...phase, index, epochsBefore: index * 100 },
    }).catch((error: unknown) => {
      if (stopAfter === 0) throw error;
      return { kept: 0, steps: 0 };
    });
    return { ...result, history, told, state, parameters: await readParameters(learner) };
  } finally {
    learner.dispose();
    expect(memory().numTensors).toBe(tensors);
  }
}

const everything: Partial<Recipe> = {
  head: { kind: 'hidden', units: 8, dropout: 0.3 },
  learningRate: 0.05,
  batchSize: 16,
  epochs: 12,
  labelSmoothing: 0.1,
  mixup: 0.4,
  classWeights: 'balanced',
  clipNorm: 0.5,
};

describe('resumed after any epoch, it ends bit-equal to what ran through', () => {
  test.each([
    ['AdamW, one-cycle', { ...everything, schedule: { kind: 'one-cycle', peak: 0.3 } }],
    ['SGD, cosine', { ...everything, optimizer: 'sgd', schedule: { kind: 'cosine', warmup: 0.2 } }],
    [
      'plateau',
      { ...everything, learningRate: 0.3, schedule: { kind: 'plateau', factor: 0.5, patience: 1 } },
    ],
    ['early stopping', { ...everything, mixup: 0, epochs: 30, learningRate: 0.3, patience: 3 }],
    ['linear head with dropout', { ...everything, head: { kind: 'linear', dropout: 0.2 } }],
  ] satisfies [string, Partial<Recipe>][])('%s', async (name, recipe) => {
    const through = await run(recipe);
    const last = through.history.length;
    if (name === 'plateau') expect(through.history.at(-1)?.rate).toBeLessThan(0.3);
    if (name === 'early stopping') expect(last).toBeLessThan(30);
    for (const stopAfter of [1, Math.ceil(last / 2), last]) {
      const { state, history } = await run(recipe, { stopAfter });
      const rest = await run(recipe, { resume: state });
      expect([...history, ...rest.history]).toEqual(through.history);
      expect(rest.parameters).toEqual(through.parameters);
      expect(rest.kept).toBe(through.kept);
      expect(rest.steps).toBe((last - stopAfter) * 3);
    }
  });
});

describe('the weights that stay', () => {
  const overfitting = { ...everything, learningRate: 0.3, mixup: 0, epochs: 15 };

  test('are those of the lowest validation loss', async () => {
    const { kept, history } = await run(overfitting);
    const losses = history.map(({ validationLoss }) => validationLoss ?? Number.NaN);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(kept).toBe(best);
    expect(best).toBeLessThan(15);
    // The same as training no longer than that.
    const { state } = await run(overfitting, { stopAfter: best });
    expect((await run(overfitting)).parameters).toEqual(state?.parameters);
  });

  test('are the last ones where the best are not asked for, or there is no validation', async () => {
    const last = await run(overfitting, { keepBest: false });
    expect(last.kept).toBe(15);
    expect((await run(overfitting, { validation: null })).parameters).toEqual(last.parameters);
  });

  test('a phase that makes it worse leaves it as it came', async () => {
    const good = await run({ ...everything, mixup: 0 });
    const before = (learner: Learner) => restoreParameters(learner, good.parameters);
    const harmful = { ...everything, learningRate: 1, mixup: 0, epochs: 3 };
    const after = await run(harmful, { index: 1, before });
    expect(after.kept).toBe(100);
    expect(after.parameters).toEqual(good.parameters);
    expect(after.history.map(({ epoch, phase }) => [epoch, phase])).toEqual([
      [101, 1],
      [102, 1],
      [103, 1],
    ]);
    // The head's own phase has no such candidate: it starts from knowing nothing.
    expect((await run(harmful)).kept).toBeGreaterThan(0);
  });

  test('are of the epoch that was told last, and had it ended earlier, of the one that was told then', async () => {
    const { kept, told } = await run(overfitting);
    expect(told.at(-1)).toBe(kept);
    const { state } = await run(overfitting, { stopAfter: 9 });
    expect(state?.best?.epoch).toBe(told[8]);
    // Accuracy may be highest elsewhere: the loss decides.
    expect(new Set(told).size).toBeGreaterThan(1);
    expect((await run(overfitting, { keepBest: false })).told).toEqual(told.map(() => null));
  });

  test('early stopping waits for as many epochs as it is told', async () => {
    const { kept, history } = await run({ ...overfitting, patience: 4 });
    expect(history).toHaveLength(kept + 4);
  });
});

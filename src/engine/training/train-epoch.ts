import { concat, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { type Random, shuffle } from '../../core/random.ts';
import { type MetricSums, noMetrics, sumMetrics } from '../../core/training/metrics.ts';
import type { Examples } from './learner.ts';
import type { Pace } from './pace.ts';
import { type Stepping, trainStep } from './train-step.ts';

export interface EpochOptions extends Stepping {
  readonly examples: Examples;
  readonly batchSize: number;
  /** All that is random in the epoch comes from it. */
  readonly random: Random;
  /** Learning rate of each of the epoch's steps, counted from 0. */
  readonly rateOf: (step: number) => number;
  /** Told of the examples so far, a few times a second. */
  readonly onBatch: (sums: MetricSums) => void;
  readonly pace: Pace;
}

/**
 * Trains on each example once, on one of its views, in random order.
 * @returns loss and hits of the labels, as they were before each step; the loss is not finite where a step failed, and
 * the epoch is left as soon as that is seen
 * @throws AbortError when stopped
 */
export async function trainEpoch(options: EpochOptions): Promise<MetricSums> {
  const { examples, batchSize, random, rateOf, onBatch, pace } = options;
  const { labels, views } = examples;
  const order = shuffle([...labels.keys()], random);
  const rows = order.map((example) => ({ example, view: views > 1 ? Math.floor(random() * views) : 0 }));
  const labelsOf = (from: number, to: number) =>
    rows.slice(from, to).map(({ example }) => labels[example] ?? 0);

  let sums = noMetrics;
  /** Of the steps that `sums` doesn't know yet: to read each back by itself would make a graphics processor wait. */
  let unread: Tensor2D[] = [];
  const read = async (to: number) => {
    const whole = tidy(() => concat(unread, 0));
    for (const tensor of unread) tensor.dispose();
    unread = [];
    const probabilities = (await whole.data()) as Float32Array;
    whole.dispose();
    sums = sumMetrics(probabilities, labelsOf(sums.count, to), options.targets.smoothing, sums);
  };

  try {
    for (
      let from = 0, step = 0;
      from < rows.length && Number.isFinite(sums.loss);
      from += batchSize, step++
    ) {
      const to = Math.min(from + batchSize, rows.length);
      const inputs = await examples.read(rows.slice(from, to));
      unread.push(trainStep(options, inputs, labelsOf(from, to), rateOf(step), random));
      await pace.between(async () => {
        await read(to);
        onBatch(sums);
      });
    }
    if (unread.length > 0) await read(rows.length);
    return sums;
  } finally {
    for (const tensor of unread) tensor.dispose();
  }
}

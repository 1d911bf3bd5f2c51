import { type Random, seededRandom, shuffle } from '../../core/random.ts';
import { sumMetrics } from '../../core/training/metrics.ts';
import { RATE_STEPS, RateCurve, type RateSearch, searchRateAt } from '../../core/training/rate-search.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Examples, Learner } from './learner.ts';
import { Optimizer } from './optimizer.ts';
import { Pace } from './pace.ts';
import { targetOptions, trainStep } from './train-step.ts';

export interface SearchOptions {
  /** A fresh one; its weights are of no use afterwards. */
  readonly learner: Learner;
  readonly recipe: Recipe;
  readonly classes: number;
  readonly train: Examples;
  readonly signal: AbortSignal;
}

/**
 * The learning-rate range test (Smith 2017) as fastai's `lr_find` does it: some hundred steps at exponentially rising
 * rates, until the smoothed loss is four times its lowest.
 * @throws AbortError when stopped
 */
export async function searchRate(options: SearchOptions): Promise<RateSearch> {
  const { learner, recipe, classes, train, signal } = options;
  const optimizer = new Optimizer(learner.parameters, recipe, recipe.weightDecay);
  const stepping = {
    learner,
    optimizer,
    targets: targetOptions(recipe, classes, train.labels),
    mixup: recipe.mixup,
  };
  const random = seededRandom(`${recipe.seed}/search`);
  const batches = endlessBatches(train.labels.length, recipe.batchSize, random);
  const curve = new RateCurve();
  const pace = new Pace(signal);
  try {
    signal.throwIfAborted();
    for (let step = 0; step < RATE_STEPS; step++) {
      const batch = batches.next().value;
      const rate = searchRateAt(step);
      const inputs = await train.read(batch.map((example) => ({ example, view: 0 })));
      const labels = batch.map((example) => train.labels[example] ?? 0);
      const p = trainStep(stepping, inputs, labels, rate, random);
      const { loss, count } = sumMetrics((await p.data()) as Float32Array, labels);
      p.dispose();
      if (!curve.add(rate, loss / count)) break;
      await pace.between();
    }
    return curve.result();
  } finally {
    optimizer.dispose();
  }
}

/** Batches of examples in random order, in another one each time round. */
function* endlessBatches(count: number, size: number, random: Random): Generator<readonly number[], never> {
  for (;;) {
    const order = shuffle([...Array(count).keys()], random);
    for (let from = 0; from < count; from += size) yield order.slice(from, from + size);
  }
}

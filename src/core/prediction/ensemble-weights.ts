import { largest } from '../extremes.ts';
import type { JointAnswers } from './joint-answers.ts';

/** By run, by photo: the probability that the run gives to the photo's label. */
export type Likelihoods = readonly Float64Array[];

/** As in `sumMetrics`: one photo can't make the mean infinite. */
const SMALLEST = 1e-7;

/** Nats. Two ensembles whose losses differ by less are equally good. */
const PRECISION = 1e-5;

const MOST_ROUNDS = 2000;

/** Smaller weights hardly change an answer, and each run costs time. */
const TRIFLE = 0.01;

export function likelihoodsOf({ photos, probabilities }: JointAnswers): Likelihoods {
  return probabilities.map((of) => {
    const likelihoods = new Float64Array(photos.length);
    photos.forEach(({ label }, i) => {
      likelihoods[i] = Math.max(SMALLEST, of[i]?.[label] ?? 0);
    });
    return likelihoods;
  });
}

export const equalWeights = (runs: number): readonly number[] => Array.from({ length: runs }, () => 1 / runs);

/** Mean cross-entropy of the weighted mean of the runs' probabilities, nats; 0 for no photos. */
export function mixtureLoss(likelihoods: Likelihoods, weights: readonly number[]): number {
  const mixture = mixtureOf(likelihoods, weights);
  return mixture.length === 0 ? 0 : mixture.reduce((sum, p) => sum - Math.log(p), 0) / mixture.length;
}

function mixtureOf(likelihoods: Likelihoods, weights: readonly number[]): Float64Array {
  const mixture = new Float64Array(likelihoods[0]?.length ?? 0);
  likelihoods.forEach((of, run) => {
    const weight = weights[run]!;
    if (weight > 0) for (let i = 0; i < mixture.length; i++) mixture[i]! += weight * of[i]!;
  });
  return mixture;
}

/**
 * The weights that minimise the mixture's mean cross-entropy, by expectation maximisation for mixture weights (Dempster,
 * Laird & Rubin 1977). The loss is convex in the weights and each round lowers it, from equal weights to the global
 * minimum (Cover 1984, who has the same rule for the log-optimal portfolio; doi:10.1109/TIT.1984.1056869): there is
 * nothing to choose. The loss is above the minimum by at most the logarithm of the largest ratio below, by Jensen's
 * inequality, which tells when to stop.
 * @param likelihoods on photos that no run was trained on; one run or more
 * @returns a round's weights at a time, so that the caller can pause; the last ones are the answer
 */
export function* fittedWeights(likelihoods: Likelihoods): Generator<readonly number[]> {
  const photos = likelihoods[0]?.length ?? 0;
  let weights = equalWeights(likelihoods.length);
  yield weights;
  if (photos === 0) return;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const mixture = mixtureOf(likelihoods, weights);
    const ratios = likelihoods.map((of) => of.reduce((sum, p, i) => sum + p / mixture[i]!, 0) / photos);
    if (Math.log(largest(ratios)) < PRECISION) return;
    weights = weights.map((weight, run) => weight * ratios[run]!);
    yield weights;
  }
}

/** The weights without those below one in a hundred; the others add up to 1 again. */
export function withoutTrifles(weights: readonly number[]): readonly number[] {
  const kept = weights.map((weight) => (weight < TRIFLE ? 0 : weight));
  const sum = kept.reduce((a, b) => a + b, 0);
  return kept.map((weight) => weight / sum);
}

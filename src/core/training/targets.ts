import type { Random } from '../random.ts';
import { normal } from './initial.ts';

export interface TargetOptions {
  readonly classes: number;
  /** Share of a target that is spread evenly over all classes. */
  readonly smoothing: number;
  /** Weight of each class in the loss; null: all alike. */
  readonly weights: Float32Array | null;
}

/**
 * What a batch should answer, each row times its class's weight: with label smoothing (Szegedy et al. 2016)
 * (1 − ε) · one-hot + ε / classes. The loss of a row t is −Σ tⱼ ln pⱼ, its gradient at the logits (Σ tⱼ) · p − t.
 * @returns labels.length · classes values
 */
export function softTargets(labels: ArrayLike<number>, options: TargetOptions): Float32Array {
  const { classes, smoothing, weights } = options;
  const targets = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    const weight = weights?.[label] ?? 1;
    targets.fill((weight * smoothing) / classes, i * classes, (i + 1) * classes);
    targets[i * classes + label] = weight * (1 - smoothing + smoothing / classes);
  }
  return targets;
}

/**
 * Weights by which each class counts alike: n / (classes · count), as scikit-learn's class_weight 'balanced'.
 * Classes without examples are left out, of the number of classes too.
 */
export function balancedWeights(labels: ArrayLike<number>, classes: number): Float32Array {
  const counts = new Float32Array(classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i] ?? 0] = (counts[labels[i] ?? 0] ?? 0) + 1;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? labels.length / (present * count) : 0));
}

/**
 * Mixup (Zhang et al. 2018) as a matrix: times the inputs, and times the targets, it gives the mixed ones. Each
 * example keeps the share λ ~ Beta(α, α) and takes the rest from the next one; the batch is in random order already.
 * Each has a λ of its own and the larger share, as in fastai: with one a batch, small data sets would see few
 * values of λ an epoch; and the larger share makes the accuracy on the example's own label mean something.
 * @returns size · size values, each row's sum 1
 */
export function mixingMatrix(size: number, alpha: number, random: Random): Float32Array {
  const matrix = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    const drawn = beta(alpha, random);
    const share = Math.max(drawn, 1 - drawn);
    const next = i * size + ((i + 1) % size);
    matrix[i * size + i] = share;
    matrix[next] = (matrix[next] ?? 0) + 1 - share;
  }
  return matrix;
}

/** Beta(α, α) from two gamma variates: x / (x + y). `alpha` > 0. */
export function beta(alpha: number, random: Random): number {
  const [x, y] = [logGamma(alpha, random), logGamma(alpha, random)];
  // Of the logarithms, since for small α both can be too small for a number.
  return 1 / (1 + Math.exp(y - x));
}

/** The logarithm of a gamma variate of shape α and scale 1 (Marsaglia & Tsang 2000, with their step for α < 1). */
function logGamma(alpha: number, random: Random): number {
  if (alpha < 1) return logGamma(alpha + 1, random) + Math.log(1 - random()) / alpha;
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

import { type Random, shuffle } from '../../../src/core/random.ts';

/** Rows of features with the index of each row's class. */
export interface Labelled {
  readonly features: readonly Float32Array[];
  readonly labels: readonly number[];
}

/** Gives each class a score; the largest wins. */
export type Classifier = (features: Float32Array) => readonly number[];

const EPOCHS = 30;
const BATCH = 32;
const LEARNING_RATE = 1e-3;
// Kingma & Ba, "Adam" (2015), the paper's defaults.
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/** Every column to mean 0 and deviation 1, by the columns of `train`; a constant column stays 0. */
export function standardiser(train: readonly Float32Array[]): (row: Float32Array) => Float32Array {
  const length = train[0]?.length ?? 0;
  const mean = new Float64Array(length);
  const variance = new Float64Array(length);
  for (const row of train)
    row.forEach((value, i) => {
      mean[i] = (mean[i] ?? 0) + value / train.length;
    });
  for (const row of train) {
    row.forEach((value, i) => {
      variance[i] = (variance[i] ?? 0) + (value - (mean[i] ?? 0)) ** 2 / train.length;
    });
  }
  const deviation = variance.map((value) => Math.sqrt(value) || 1);
  return (row) => row.map((value, i) => (value - (mean[i] ?? 0)) / (deviation[i] ?? 1));
}

/** Softmax regression from zero weights, cross-entropy, Adam 1e-3, 30 epochs, batches of 32. */
export function trainSoftmaxRegression(train: Labelled, classes: number, random: Random): Classifier {
  const length = train.features[0]?.length ?? 0;
  // The bias is a last column whose feature is always 1.
  const stride = length + 1;
  const weights = new Float64Array(classes * stride);
  const gradient = new Float64Array(weights.length);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  const scores: Classifier = (row) =>
    Array.from({ length: classes }, (_, k) => {
      let sum = weights[k * stride + length] ?? 0;
      for (let i = 0; i < length; i++) sum += (weights[k * stride + i] ?? 0) * (row[i] ?? 0);
      return sum;
    });

  const rows = Array.from(train.features.keys());
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = shuffle(rows, random);
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.slice(start, start + BATCH);
      gradient.fill(0);
      for (const at of batch) {
        const row = train.features[at] ?? new Float32Array(length);
        const error = softmax(scores(row));
        error.forEach((probability, k) => {
          const share = (probability - (k === train.labels[at] ? 1 : 0)) / batch.length;
          for (let i = 0; i < length; i++) {
            const index = k * stride + i;
            gradient[index] = (gradient[index] ?? 0) + share * (row[i] ?? 0);
          }
          const bias = k * stride + length;
          gradient[bias] = (gradient[bias] ?? 0) + share;
        });
      }
      step++;
      adamStep(step);
    }
  }
  return scores;

  function adamStep(time: number): void {
    const rate = (LEARNING_RATE * Math.sqrt(1 - BETA2 ** time)) / (1 - BETA1 ** time);
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i] ?? 0;
      const m = BETA1 * (first[i] ?? 0) + (1 - BETA1) * slope;
      const v = BETA2 * (second[i] ?? 0) + (1 - BETA2) * slope * slope;
      first[i] = m;
      second[i] = v;
      weights[i] = (weights[i] ?? 0) - (rate * m) / (Math.sqrt(v) + EPSILON);
    }
  }
}

/** How many rows the classifier gets right. */
export function countCorrect(classify: Classifier, { features, labels }: Labelled): number {
  return features.filter((row, at) => {
    const scores = classify(row);
    return scores.indexOf(Math.max(...scores)) === labels[at];
  }).length;
}

function softmax(scores: readonly number[]): readonly number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

import type { Prediction } from './evaluation.ts';

/** Beyond these it would say no more than 'always sure' and 'knows nothing'. */
const LOWEST = 0.05;
const HIGHEST = 20;
/** Relative; probabilities differ by less than they are shown with. */
const PRECISION = 1e-6;

type Labelled = Pick<Prediction, 'label' | 'logits'>;

/**
 * Temperature scaling (Guo et al. 2017): the T that minimises the mean cross-entropy of logits / T.
 *
 * It is convex in 1/T, so the root of its slope is the answer. Where all photos are right that would be T = 0: always
 * sure, and endlessly punished by the first mistake. So half a photo in all counts as wrong, as Jeffreys' prior has it
 * (Krichevsky & Trofimov 1981): a target is (n + ½)/(n + 1) for the label and the rest for the likeliest other class,
 * as Platt (1999) smooths the two of his. With many photos it makes no difference.
 *
 * @param photos that the model was not trained on
 * @returns 0.05…20; 1 where there are no photos
 */
export function fitTemperature(photos: readonly Labelled[]): number {
  if (photos.length === 0) return 1;
  const wrong = 0.5 / (photos.length + 1);
  const target = photos.reduce((sum, photo) => sum + targetLogit(photo, wrong), 0);
  /** Of the summed cross-entropy, by 1/T: it falls as T rises. */
  const slope = (temperature: number): number =>
    photos.reduce((sum, { logits }) => sum + meanLogit(logits, temperature), -target);

  let low = LOWEST;
  let high = HIGHEST;
  if (slope(low) <= 0) return LOWEST;
  if (slope(high) >= 0) return HIGHEST;
  while (high / low > 1 + PRECISION) {
    const middle = Math.sqrt(low * high);
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

/** The mean logit under the target. */
function targetLogit({ label, logits }: Labelled, wrong: number): number {
  const right = logits[label] ?? 0;
  const other = logits.reduce(
    (largest, logit, k) => (k === label ? largest : Math.max(largest, logit)),
    Number.NEGATIVE_INFINITY,
  );
  return (1 - wrong) * right + wrong * other;
}

/** The mean logit under the softmax at a temperature. Loops: with 2,000 classes it is most of a calibration. */
function meanLogit(logits: Float32Array, temperature: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > largest) largest = logit;
  let total = 0;
  let sum = 0;
  for (const logit of logits) {
    const weight = Math.exp((logit - largest) / temperature);
    total += weight;
    sum += weight * logit;
  }
  return sum / total;
}

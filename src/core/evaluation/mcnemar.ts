import type { Prediction } from './evaluation.ts';

/** Two models on the same photos: how many each got right, and how likely such a difference is by luck. */
export interface PairedComparison {
  /** Photos that both got right. */
  readonly both: number;
  /** Photos that only the first got right. */
  readonly onlyA: number;
  /** Photos that only the second got right. */
  readonly onlyB: number;
  /** Photos that both got wrong. */
  readonly neither: number;
  /** Photos compared: the sum of the four. */
  readonly total: number;
  /** McNemar's exact p-value, two-sided; 1 where there is nothing to compare. */
  readonly p: number;
}

/**
 * McNemar's exact test, two-sided: how likely it is that a fair coin, thrown once for each photo that exactly one of
 * two models got right, falls at least as unevenly as `b` to `c` (McNemar 1947; the binomial form as in statsmodels'
 * `mcnemar(exact=True)` and scipy's `binomtest(b, b + c, 0.5)`).
 * @param b photos that only the first model got right
 * @param c photos that only the second model got right
 * @returns the p-value, 0…1; 1 where b = c. A RangeError unless both are whole and not negative.
 */
export function mcnemar(b: number, c: number): number {
  if (!(Number.isInteger(b) && Number.isInteger(c) && b >= 0 && c >= 0))
    throw new RangeError(`Can’t compare ${b} with ${c} photos.`);
  if (b === c) return 1;
  const n = b + c;
  const fewer = Math.min(b, c);
  // The largest term of the tail, n over `fewer` by 2^n, in logarithms: 2^n overflows where n is above 1,023.
  let largest = -n * Math.LN2;
  for (let i = 1; i <= fewer; i++) largest += Math.log((n - fewer + i) / i);
  let term = 1;
  let tail = 1;
  for (let i = fewer; i > 0; i--) {
    term *= i / (n - i + 1);
    tail += term;
  }
  return Math.min(1, 2 * Math.exp(largest) * tail);
}

/**
 * Compares two runs on the photos that both have judged, paired by `sampleId`. A photo whose label is another class
 * in the other run (it was moved since) is left out: the two were asked different questions.
 * @param a the first run's predictions
 * @param b the second run's
 * @param classOfA gives the index in the first run's classes of an index in the second's, or −1 where it has none; left
 * out where both runs have the same classes
 */
export function pairedComparison(
  a: readonly Prediction[],
  b: readonly Prediction[],
  classOfA: (label: number) => number = (label) => label,
): PairedComparison {
  const judgedByB = new Map(b.map((prediction) => [prediction.sampleId, prediction]));
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const ofA of a) {
    const ofB = judgedByB.get(ofA.sampleId);
    if (ofB === undefined || classOfA(ofB.label) !== ofA.label) continue;
    const rightA = ofA.predicted === ofA.label;
    const rightB = ofB.predicted === ofB.label;
    if (rightA) counts[rightB ? 'both' : 'onlyA'] += 1;
    else counts[rightB ? 'onlyB' : 'neither'] += 1;
  }
  const { both, onlyA, onlyB, neither } = counts;
  return { ...counts, total: both + onlyA + onlyB + neither, p: mcnemar(onlyA, onlyB) };
}

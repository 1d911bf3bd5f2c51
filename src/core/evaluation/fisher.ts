/** Logarithms of factorials, ln 0! … ln n!, as far as they were needed. */
const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++)
    logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Right and wrong answers on a set of photos. */
export interface Tally {
  readonly correct: number;
  readonly total: number;
}

/**
 * Fisher's exact test, one-sided: how likely it is that as few of `these` or fewer would be right if right and wrong
 * answers had fallen on `these` and `others` by lot (Fisher 1935, The Design of Experiments, § 11; hypergeometric).
 * O(these.total).
 *
 * @returns a probability, 0…1; 1 where either is empty
 */
export function fisherLess(these: Tally, others: Tally): number {
  const total = these.total + others.total;
  const correct = these.correct + others.correct;
  const all = logChoose(total, these.total);
  let probability = 0;
  for (let k = Math.max(0, correct - others.total); k <= these.correct; k++)
    probability += Math.exp(logChoose(correct, k) + logChoose(total - correct, these.total - k) - all);
  return Math.min(1, probability);
}

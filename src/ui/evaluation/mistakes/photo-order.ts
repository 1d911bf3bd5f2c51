import type { Answer } from '../../../core/evaluation/answers.ts';

/** Which photos come first. */
export type PhotoOrder = 'wrong' | 'loss';

/** A probability below this counts as this, so that a loss stays a number. */
const SMALLEST = 1e-7;

/** Cross-entropy of a photo, nats: −ln of the calibrated probability of its own label. */
export const lossOf = ({ probabilities, label }: Answer): number =>
  -Math.log(Math.max(SMALLEST, probabilities[label] ?? 0));

/** Wrong ones first, the surest at the top; then the right ones, the least sure first. */
export function wrongFirst(answers: readonly Answer[]): readonly Answer[] {
  const isWrong = ({ label, predicted }: Answer) => Number(label !== predicted);
  return answers.toSorted(
    (a, b) =>
      isWrong(b) - isWrong(a) || (isWrong(a) ? b.probability - a.probability : a.probability - b.probability),
  );
}

/** By loss, the largest first: fastai's `top_losses`. */
export const topLosses = (answers: readonly Answer[]): readonly Answer[] =>
  answers
    .map((answer) => ({ answer, loss: lossOf(answer) }))
    .sort((a, b) => b.loss - a.loss)
    .map(({ answer }) => answer);

/** The answers in an order. */
export const ordered = (answers: readonly Answer[], order: PhotoOrder): readonly Answer[] =>
  order === 'wrong' ? wrongFirst(answers) : topLosses(answers);

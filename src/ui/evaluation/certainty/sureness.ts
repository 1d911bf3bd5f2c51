import type { Answer } from '../../../core/evaluation/answers.ts';

/** How sure the answers are, on average. One answer at least. */
export const sureness = (answers: readonly Pick<Answer, 'probability'>[]): number =>
  answers.reduce((sum, { probability }) => sum + probability, 0) / answers.length;

/** Share of the answers that are right. One answer at least. */
export const shareRight = (answers: readonly Pick<Answer, 'label' | 'predicted'>[]): number =>
  answers.filter(({ label, predicted }) => label === predicted).length / answers.length;

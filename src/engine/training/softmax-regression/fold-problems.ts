import { type Judgement, judge, nothingJudged } from '../../../core/training/softmax-regression/judge.ts';
import { Problem } from '../../../core/training/softmax-regression/problem.ts';
import type { Geometry } from './geometry.ts';

/** Rows with their labels, weights and folds, and how they are solved. */
export interface FoldOptions {
  /** Of each row, 0…classes − 1. */
  readonly labels: Int32Array;
  /** Of each row. */
  readonly weights: Float32Array;
  readonly classes: number;
  /** Of each row from 0; −1: always trained, never judged. */
  readonly folds: Int32Array;
  /** Of each fold, the rows that are judged where it is held out. */
  readonly held: readonly (readonly number[])[];
  readonly penalty: number;
  /** Steps remembered. */
  readonly memory: number;
}

/**
 * Of each fold, the rows that are judged when it is held out.
 * @param judged 0 for rows that aren't; null: all are
 */
export function heldOutRows(folds: Int32Array, judged: Uint8Array | null): readonly (readonly number[])[] {
  const count = folds.reduce((most, fold) => Math.max(most, fold), -1) + 1;
  const held: number[][] = Array.from({ length: count }, () => []);
  folds.forEach((fold, i) => {
    if (judged?.[i] !== 0) held[fold]?.push(i);
  });
  return held;
}

/**
 * A problem for each fold, which the rows of that fold have no weight in.
 * @param all the problem of all rows, which is that of a fold whose rows have no weight anyway: photos that are only judged
 */
export function foldProblems(
  options: FoldOptions,
  { size, plain }: Geometry,
  all: Problem | null = null,
): readonly Problem[] {
  const { folds, held, weights } = options;
  return held.map((_, fold) => {
    if (all && weights.every((weight, i) => weight === 0 || folds[i] !== fold)) return all;
    return new Problem({
      ...options,
      weights: weights.map((weight, i) => (folds[i] === fold ? 0 : weight)),
      size,
      plain,
    });
  });
}

/**
 * What the folds' models say of the rows that they have not seen.
 * @param each takes each judged row's loss
 */
export function judgeHeldOut(
  problems: readonly Problem[],
  held: readonly (readonly number[])[],
  each: Float32Array | null = null,
): Judgement {
  return problems.reduce(
    (sums, { logits, rows }, fold) => judge(logits, rows.labels, held[fold] ?? [], sums, each),
    nothingJudged,
  );
}

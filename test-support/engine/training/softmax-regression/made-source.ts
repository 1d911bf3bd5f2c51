import { seededRandom } from '../../../../src/core/random.ts';
import { normal } from '../../../../src/core/training/initial.ts';
import type { FeatureSource } from '../../../../src/engine/training/softmax-regression/feature-source.ts';
import {
  type SolvedHead,
  type SolveHeadOptions,
  solveHead,
} from '../../../../src/engine/training/softmax-regression/solve-head.ts';

/* Small problems for the tests of the solved head. */

export interface Made {
  readonly source: FeatureSource;
  readonly labels: Int32Array;
}

/** @param depths of each depth, its columns and the rows' features one after another */
export const sourceOf = (
  depths: readonly { readonly columns: number; readonly values: Float32Array }[],
): FeatureSource => ({
  count: (depths[0]?.values.length ?? 0) / (depths[0]?.columns ?? 1),
  depths: depths.map(({ columns }, i) => ({ name: `depth ${i}`, features: columns })),
  row: (row, depth, into, at) => {
    const { columns, values } = depths[depth] ?? { columns: 0, values: new Float32Array() };
    into.set(values.subarray(row * columns, (row + 1) * columns), at);
  },
});

/** The features of scripts/studies/sklearn/reference.py. */
export function madeByFormula(rows: number, columns: number, classes: number): Made {
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return 5 + Math.sin(1 + 7.3 * i + 3.1 * j * j) + 0.8 * Math.cos((i % classes) + j);
  });
  return {
    source: sourceOf([{ columns, values }]),
    labels: Int32Array.from({ length: rows }, (_, i) => i % classes),
  };
}

/**
 * Rows around a point of their class, at each depth.
 * @param signals how far a depth's points lie apart; 0: nothing but noise
 */
export function madeAtDepths(
  seed: number,
  labels: Int32Array,
  signals: readonly ((label: number, column: number) => number)[],
  columns = 8,
): Made {
  const random = seededRandom(seed);
  return {
    labels,
    source: sourceOf(
      signals.map((signal) => ({
        columns,
        values: Float32Array.from(
          { length: labels.length * columns },
          (_, at) => normal(random) + signal(labels[Math.floor(at / columns)] ?? 0, at % columns),
        ),
      })),
    ),
  };
}

/** Labels 0, 1, …, again and again. */
export const inTurn = (rows: number, classes: number): Int32Array =>
  Int32Array.from({ length: rows }, (_, i) => i % classes);

/** Folds in turn, each of whole rounds of the classes. */
export const foldsInTurn = (rows: number, classes: number, folds: number): Int32Array =>
  Int32Array.from({ length: rows }, (_, i) => Math.floor(i / classes) % folds);

/** All rows with weight 1, all depths, nothing held out, except where it is told otherwise. */
export const solve = (
  { source, labels }: Made,
  options: Partial<SolveHeadOptions> & Pick<SolveHeadOptions, 'classes' | 'penalty'>,
): Promise<SolvedHead> =>
  solveHead({
    source,
    labels,
    read: source.depths.map((_, depth) => depth),
    weights: new Float32Array(labels.length).fill(1),
    folds: null,
    judged: null,
    signal: new AbortController().signal,
    ...options,
  });

/** A row's raw features at all depths, side by side. */
export function rawRow({ source }: Pick<Made, 'source'>, row: number): Float32Array {
  const into = new Float32Array(source.depths.reduce((sum, { features }) => sum + features, 0));
  let at = 0;
  source.depths.forEach(({ features }, depth) => {
    source.row(row, depth, into, at);
    at += features;
  });
  return into;
}

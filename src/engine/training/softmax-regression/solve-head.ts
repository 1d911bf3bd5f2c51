import { type DenseLayer, foldStandardisation } from '../../../core/training/head.ts';
import { sideBySide } from '../../../core/training/softmax-regression/depth-scale.ts';
import { solvingTolerance } from '../../../core/training/softmax-regression/penalty-path.ts';
import { Problem } from '../../../core/training/softmax-regression/problem.ts';
import type { Standardisation } from '../../../core/training/standardise.ts';
import { Pace } from '../pace.ts';
import { type FeatureSource, type Reading, scaleOfDepth } from './feature-source.ts';
import { foldProblems, heldOutRows, judgeHeldOut } from './fold-problems.ts';
import type { Geometry } from './geometry.ts';
import { combineRows, gramMatrix, kernelGeometry } from './kernel-geometry.ts';
import { primalGeometry } from './primal-geometry.ts';
import { transposed } from './product.ts';
import { solveTogether } from './solve-together.ts';

const MOST_ITERATIONS = 300;
/** How much less closely the folds' models are solved, which are only judged. */
const FOLD_SLACK = 3;
/** Steps remembered: with 10 or 20 an iteration costs more than it saves. */
const MEMORY = 5;
/** Rows up to which their Gram matrix is made: 64 MB. */
const MOST_GRAM_ROWS = 4096;

/** Means over rows by their weights, of the model of all rows; over judged rows of the folds' models. */
export interface SolveProgress {
  /** From 1. */
  readonly iteration: number;
  /** Cross-entropy without the penalty, nats. */
  readonly loss: number;
  /** Share, 0…1. */
  readonly accuracy: number;
  /** Null without folds. */
  readonly heldOutLoss: number | null;
  readonly heldOutAccuracy: number | null;
}

export interface SolveHeadOptions {
  readonly source: FeatureSource;
  /** Indices of the source's depths, in the order of the head's inputs. */
  readonly read: readonly number[];
  /** Of each row, 0…classes − 1. */
  readonly labels: Int32Array;
  /** Of each row. */
  readonly weights: Float32Array;
  readonly classes: number;
  readonly penalty: number;
  /** Fold of each row from 0; −1: always trained, never judged. Null: nothing is held out. */
  readonly folds: Int32Array | null;
  /** 1 for rows that are judged where they are held out: photos themselves, not augmented views of them. Null: all. */
  readonly judged: Uint8Array | null;
  readonly onIteration?: (progress: SolveProgress) => void;
  readonly signal: AbortSignal;
}

export interface SolvedHead {
  /** On raw features of the depths read, side by side. */
  readonly head: DenseLayer;
  /** [rows, classes]: logits by the model that has not seen the row; NaN for those not judged. Null without folds. */
  readonly outOfFold: Float32Array | null;
  readonly iterations: number;
  /** False where it ended after too many iterations or could not get down to the tolerance. */
  readonly converged: boolean;
}

/**
 * Softmax regression with an L2 penalty on all rows, solved to convergence, and beside it a model for each fold that has
 * not seen it (Stone 1974).
 * @throws AbortError when stopped
 */
export async function solveHead(options: SolveHeadOptions): Promise<SolvedHead> {
  const { source, read, labels, classes, penalty, folds, signal } = options;
  const pace = new Pace(signal);
  const scales: Standardisation[] = [];
  for (const depth of read) scales.push(await scaleOfDepth(source, depth, pace));
  const reading: Reading = { source, depths: read, scale: sideBySide(scales) };
  const kernel = source.count < reading.scale.mean.length && source.count <= MOST_GRAM_ROWS;
  const geometry = kernel
    ? kernelGeometry(await gramMatrix(reading, pace), source.count, pace)
    : await primalGeometry(reading, pace);
  try {
    const all = new Problem({ ...options, memory: MEMORY, size: geometry.size, plain: geometry.plain });
    const held = folds ? heldOutRows(folds, options.judged) : [];
    const others = folds ? foldProblems({ ...options, folds, held, memory: MEMORY }, geometry) : [];
    const converged = await solveTogether({
      problems: [all, ...others],
      geometry,
      tolerance: (problem) => (problem === all ? 1 : FOLD_SLACK) * solvingTolerance(penalty),
      mostIterations: MOST_ITERATIONS,
      pace,
      onIteration: (iteration) => options.onIteration?.(progressOf(iteration, all, others, held)),
    });
    return {
      head: await headOf(all, reading, geometry, pace),
      outOfFold: folds && outOfFold(others, held, labels.length, classes),
      iterations: all.iterations,
      converged,
    };
  } finally {
    geometry.dispose();
  }
}

function progressOf(
  iteration: number,
  all: Problem,
  others: readonly Problem[],
  held: readonly (readonly number[])[],
): SolveProgress {
  const total = all.rows.weights.reduce((sum, weight) => sum + weight, 0);
  const { count, loss, correct } = judgeHeldOut(others, held);
  return {
    iteration,
    loss: all.now.loss / total,
    accuracy: all.now.correct / total,
    heldOutLoss: count > 0 ? loss / count : null,
    heldOutAccuracy: count > 0 ? correct / count : null,
  };
}

function outOfFold(
  problems: readonly Problem[],
  held: readonly (readonly number[])[],
  rows: number,
  classes: number,
): Float32Array {
  const result = new Float32Array(rows * classes).fill(Number.NaN);
  problems.forEach(({ logits }, fold) => {
    for (const i of held[fold] ?? [])
      for (let c = 0; c < classes; c++) result[i * classes + c] = logits[c * rows + i] ?? 0;
  });
  return result;
}

async function headOf(
  problem: Problem,
  reading: Reading,
  geometry: Geometry,
  pace: Pace,
): Promise<DenseLayer> {
  const { classes } = problem.rows;
  const weights = geometry.plain
    ? problem.weights
    : await combineRows(problem.weights, classes, reading, pace);
  const columns = reading.scale.mean.length;
  return foldStandardisation(
    { kernel: transposed(weights, classes, columns), bias: problem.biases.slice() },
    reading.scale,
  );
}

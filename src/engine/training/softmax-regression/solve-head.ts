import { type DenseLayer, foldStandardisation } from '../../../core/training/head.ts';
import { sideBySide } from '../../../core/training/softmax-regression/depth-scale.ts';
import { solvingTolerance } from '../../../core/training/softmax-regression/penalty-path.ts';
import { Problem } from '../../../core/training/softmax-regression/problem.ts';
import type { Standardisation } from '../../../core/training/standardise.ts';
import { Pace } from '../pace.ts';
import { ColumnDamping, dampedGeometry } from './column-damping.ts';
import { dampGram, dampingOf, undampCombinations } from './damping.ts';
import { type FeatureSource, type Reading, scaleOfDepth, someRows } from './feature-source.ts';
import { foldProblems, heldOutRows, judgeHeldOut } from './fold-problems.ts';
import type { Geometry } from './geometry.ts';
import { combineRows, gramMatrix, kernelGeometry } from './kernel-geometry.ts';
import { primalGeometry, roomFor } from './primal-geometry.ts';
import { transposed } from './product.ts';
import { solveTogether } from './solve-together.ts';

const MOST_ITERATIONS = 300;
/** How much less closely the folds' models are solved, which are only judged. */
const FOLD_SLACK = 3;
/** Steps remembered: with 10 or 20 an iteration costs more than it saves. */
const MEMORY = 5;
/** Rows up to which their Gram matrix is made: 64 MB. */
const MOST_GRAM_ROWS = 4096;
/** Rows that tell the principal directions where there is no Gram matrix of all. */
const MOST_DAMPING_ROWS = 1024;

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
  /** Of the way from the first iteration to the last, 0…1: a guess. */
  readonly share: number;
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
 * Softmax regression with an L2 penalty on all rows, their main directions damped (damping.ts), solved to convergence, and beside it a model for each fold that has
 * not seen it (Stone 1974).
 * @throws AbortError when stopped
 */
export async function solveHead(options: SolveHeadOptions): Promise<SolvedHead> {
  const { source, read, labels, weights, classes, penalty, folds, signal } = options;
  const pace = new Pace(signal);
  const scales: Standardisation[] = [];
  for (const depth of read) scales.push(await scaleOfDepth(source, depth, pace));
  const reading: Reading = { source, depths: read, scale: sideBySide(scales) };
  const { geometry, weightsOf } = await spaceOf(reading, weights, classes, pace);
  try {
    const all = new Problem({ ...options, memory: MEMORY, size: geometry.size, plain: geometry.plain });
    const held = folds ? heldOutRows(folds, options.judged) : [];
    const others = folds ? foldProblems({ ...options, folds, held, memory: MEMORY }, geometry, all) : [];
    const converged = await solveTogether({
      problems: [...new Set([all, ...others])],
      geometry,
      tolerance: (problem) => (problem === all ? 1 : FOLD_SLACK) * solvingTolerance(penalty),
      mostIterations: MOST_ITERATIONS,
      pace,
      onIteration: (iteration, share) =>
        options.onIteration?.({ ...progressOf(iteration, all, others, held), share }),
    });
    return {
      head: headOf(all, await weightsOf(all), reading.scale),
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
): Omit<SolveProgress, 'share'> {
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
      for (let c = 0; c < classes; c++) result[i * classes + c] = logits[c * rows + i]!;
  });
  return result;
}

/** Where weights are sought, and how they are told of the standardised columns. */
interface Space {
  readonly geometry: Geometry;
  /** [classes, columns]. */
  weightsOf(problem: Problem): Promise<Float32Array>;
}

/** Combinations of the rows or the weights themselves, whichever are fewer. */
async function spaceOf(
  reading: Reading,
  rowWeights: Float32Array,
  classes: number,
  pace: Pace,
): Promise<Space> {
  const rows = reading.source.count;
  const learned = [...rowWeights.keys()].filter((row) => rowWeights[row] !== 0);
  if (rows >= reading.scale.mean.length || rows > MOST_GRAM_ROWS) {
    const damping = await dampingOfSome(reading, pace);
    try {
      const geometry = await primalGeometry(reading, pace, roomFor(classes, reading.scale.mean.length));
      return {
        geometry: dampedGeometry(geometry, damping, pace),
        weightsOf: ({ weights }) => damping.times(weights, pace),
      };
    } catch (cause) {
      damping.dispose();
      throw cause;
    }
  }
  const gram = await gramMatrix(reading, pace);
  const damping = await dampingOf(gram, rows, pace);
  return {
    geometry: kernelGeometry(
      await dampGram(gram, rows, damping, pace),
      rows,
      pace,
      learned.length < rows ? learned : null,
    ),
    weightsOf: ({ weights }) =>
      combineRows(undampCombinations(weights, rows, damping), classes, reading, pace),
  };
}

/** Of as many rows as the choice looks at, evenly spread, since all would take a Gram matrix of all. */
async function dampingOfSome(reading: Reading, pace: Pace): Promise<ColumnDamping> {
  const all = reading.source.count;
  const count = Math.min(all, MOST_DAMPING_ROWS);
  const some = Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
  const sample = { ...reading, source: someRows(reading.source, some) };
  const damping = await dampingOf(await gramMatrix(sample, pace), count, pace);
  const directions = await combineRows(Float32Array.from(damping.vectors), damping.count, sample, pace);
  return new ColumnDamping(damping, directions, reading.scale.mean.length);
}

function headOf(problem: Problem, weights: Float32Array, scale: Standardisation): DenseLayer {
  const { classes } = problem.rows;
  return foldStandardisation(
    { kernel: transposed(weights, classes, scale.mean.length), bias: problem.biases.slice() },
    scale,
  );
}

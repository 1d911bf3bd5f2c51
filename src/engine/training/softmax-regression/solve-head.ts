import { type DenseLayer, foldStandardisation } from '../../../core/training/head.ts';
import { sideBySide } from '../../../core/training/softmax-regression/depth-scale.ts';
import { solvingTolerance } from '../../../core/training/softmax-regression/penalty-path.ts';
import { Problem } from '../../../core/training/softmax-regression/problem.ts';
import type { Standardisation } from '../../../core/training/standardise.ts';
import { Pace } from '../pace.ts';
import {
  type ColumnDamping,
  columnDamping,
  dampColumns,
  dampedGeometry,
  dampGram,
  dampingOf,
  undampCombinations,
} from './damping.ts';
import { type FeatureSource, type Reading, scaleOfDepth, someRows } from './feature-source.ts';
import { foldProblems, heldOutRows, judgeHeldOut } from './fold-problems.ts';
import type { Geometry } from './geometry.ts';
import { combineRows, gramMatrix, kernelGeometry } from './kernel-geometry.ts';
import { primalGeometry, type Room, usualRoom } from './primal-geometry.ts';
import { transposed } from './product.ts';
import { newGradients, solveTogether } from './solve-together.ts';

const MOST_ITERATIONS = 300;
/** How much less closely the folds' models are solved, which are only judged. */
const FOLD_SLACK = 3;
/** Steps remembered: with 10 or 20 an iteration costs more than it saves. */
const MEMORY = 5;
/** Rows up to which their Gram matrix is made: 64 MB. */
const MOST_GRAM_ROWS = 4096;
/** Rows that don't stay in memory start from what this part of them says, solved so much less closely. */
const SOME = 4;
const SOME_SLACK = 10;
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
  /** How much is held in memory, where it's not the usual. */
  readonly room?: Room;
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
  const { source, read, labels, classes, penalty, folds, signal } = options;
  const pace = new Pace(signal);
  const scales: Standardisation[] = [];
  for (const depth of read) scales.push(await scaleOfDepth(source, depth, pace));
  const reading: Reading = { source, depths: read, scale: sideBySide(scales) };
  const space = await spaceOf(reading, options.room ?? usualRoom, pace);
  try {
    const solved = problemsOf(options, space.geometry);
    const before = space.some ? await startFromSome(solved, space, space.some, options, pace) : 0;
    const converged = await solveTogether({
      problems: solved.problems,
      geometry: space.geometry,
      tolerance: (problem) => (problem === solved.all ? 1 : FOLD_SLACK) * solvingTolerance(penalty),
      mostIterations: MOST_ITERATIONS,
      pace,
      onIteration: (iteration) => options.onIteration?.(progressOf(before + iteration, solved)),
    });
    return {
      head: headOf(solved.all, await space.weightsOf(solved.all), reading.scale),
      outOfFold: folds && outOfFold(solved, labels.length, classes),
      iterations: before + solved.all.iterations,
      converged,
    };
  } finally {
    space.geometry.dispose();
  }
}

/** The model of all rows, and of each fold one that has not seen it. */
interface Problems {
  readonly all: Problem;
  readonly others: readonly Problem[];
  readonly problems: readonly Problem[];
  /** Of each fold, the rows that are judged. */
  readonly held: readonly (readonly number[])[];
}

function problemsOf(options: SolveHeadOptions, geometry: Geometry): Problems {
  const { folds, judged } = options;
  const all = new Problem({ ...options, memory: MEMORY, size: geometry.size, plain: geometry.plain });
  const held = folds ? heldOutRows(folds, judged) : [];
  const others = folds ? foldProblems({ ...options, folds, held, memory: MEMORY }, geometry) : [];
  return { all, others, problems: [all, ...others], held };
}

/**
 * Solves on some of the rows first, which stay in memory, and starts from there: going through rows that don't is what takes
 * the time.
 * @returns iterations that it took
 */
async function startFromSome(
  { problems }: Problems,
  space: Space,
  some: NonNullable<Space['some']>,
  options: SolveHeadOptions,
  pace: Pace,
): Promise<number> {
  const { labels, weights, folds, judged, penalty } = options;
  const { rows } = some;
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
  const picked = Float32Array.from(rows, (row) => weights[row] ?? 0);
  const geometry = await some.geometry();
  try {
    const part = problemsOf(
      {
        ...options,
        labels: Int32Array.from(rows, (row) => labels[row] ?? 0),
        // So that the penalty weighs as much against them as against all.
        weights: picked.map((weight) => (weight * sum(weights)) / (sum(picked) || 1)),
        folds: folds && Int32Array.from(rows, (row) => folds[row] ?? 0),
        judged: judged && Uint8Array.from(rows, (row) => judged[row] ?? 0),
      },
      geometry,
    );
    let iterations = 0;
    await solveTogether({
      problems: part.problems,
      geometry,
      tolerance: () => SOME_SLACK * solvingTolerance(penalty),
      mostIterations: MOST_ITERATIONS,
      pace,
      onIteration: (iteration) => {
        iterations = iteration;
        options.onIteration?.(progressOf(iteration, part));
      },
    });
    // The tolerance is a share of the gradient at the usual start.
    await newGradients(problems, space.geometry, pace);
    for (const [i, problem] of problems.entries()) {
      const from = part.problems[i];
      if (from) problem.startAt(from.position.coordinates, await space.geometry.image(from.weights.slice()));
    }
    return iterations;
  } finally {
    geometry.dispose();
  }
}

function progressOf(iteration: number, { all, others, held }: Problems): SolveProgress {
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

function outOfFold({ others, held }: Problems, rows: number, classes: number): Float32Array {
  const result = new Float32Array(rows * classes).fill(Number.NaN);
  others.forEach(({ logits }, fold) => {
    for (const i of held[fold] ?? [])
      for (let c = 0; c < classes; c++) result[i * classes + c] = logits[c * rows + i] ?? 0;
  });
  return result;
}

/** Where weights are sought, and how they are told of the standardised columns. */
interface Space {
  readonly geometry: Geometry;
  /** [classes, columns]. */
  weightsOf(problem: Problem): Promise<Float32Array>;
  /** As many rows as stay in memory, where not all do. */
  readonly some: { readonly rows: readonly number[]; geometry(): Promise<Geometry> } | null;
}

/** Combinations of the rows or the weights themselves, whichever are fewer. */
async function spaceOf(reading: Reading, room: Room, pace: Pace): Promise<Space> {
  const rows = reading.source.count;
  const columns = reading.scale.mean.length;
  if (rows >= columns || rows > MOST_GRAM_ROWS) {
    const damping = await dampingOfSome(reading, pace);
    const geometryOf = async (of: Reading) => dampedGeometry(await primalGeometry(of, pace, room), damping);
    const few = Math.min(Math.floor(room.resident / columns), Math.ceil(rows / SOME));
    const some = evenly(rows, few);
    return {
      geometry: await geometryOf(reading),
      weightsOf: async ({ weights }) => dampColumns(weights, damping),
      some:
        rows * columns <= room.resident
          ? null
          : {
              rows: some,
              geometry: () => geometryOf({ ...reading, source: someRows(reading.source, some) }),
            },
    };
  }
  const gram = await gramMatrix(reading, pace);
  const damping = await dampingOf(gram, rows, pace);
  return {
    geometry: kernelGeometry(await dampGram(gram, rows, damping, pace), rows, pace),
    some: null,
    weightsOf: ({ weights, rows: { classes } }) =>
      combineRows(undampCombinations(weights, rows, damping), classes, reading, pace),
  };
}

/** So many of the rows, evenly spread. */
const evenly = (rows: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));

/** Of as many rows as the choice looks at, evenly spread, since all would take a Gram matrix of all. */
async function dampingOfSome(reading: Reading, pace: Pace): Promise<ColumnDamping> {
  const count = Math.min(reading.source.count, MOST_DAMPING_ROWS);
  const sample = { ...reading, source: someRows(reading.source, evenly(reading.source.count, count)) };
  const damping = await dampingOf(await gramMatrix(sample, pace), count, pace);
  const directions = await combineRows(Float32Array.from(damping.vectors), damping.count, sample, pace);
  return columnDamping(damping, directions);
}

function headOf(problem: Problem, weights: Float32Array, scale: Standardisation): DenseLayer {
  const { classes } = problem.rows;
  return foldStandardisation(
    { kernel: transposed(weights, classes, scale.mean.length), bias: problem.biases.slice() },
    scale,
  );
}

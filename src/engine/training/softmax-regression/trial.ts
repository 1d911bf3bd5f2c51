import { comparingTolerance } from '../../../core/training/softmax-regression/penalty-path.ts';
import type { Problem } from '../../../core/training/softmax-regression/problem.ts';
import type { Pace } from '../pace.ts';
import { type FoldOptions, foldProblems, judgeHeldOut } from './fold-problems.ts';
import type { Geometry } from './geometry.ts';
import { kernelGeometry } from './kernel-geometry.ts';
import { newGradients, solveTogether } from './solve-together.ts';

const MOST_ITERATIONS = 200;

/** Held-out figures of a set of depths at a penalty. */
export interface Figures {
  /** Index of the penalty. */
  readonly at: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  /** Share, 0…1. */
  readonly accuracy: number;
  /** Of each row, nats; NaN where it was not judged. */
  readonly losses: Float32Array;
}

/** A set of depths that is being judged: a model for each fold, from penalty to penalty. */
export class Trial {
  readonly #geometry: Geometry;
  readonly #problems: readonly Problem[];
  readonly #options: FoldOptions;
  readonly #penalties: readonly number[];
  readonly #pace: Pace;
  /** By the penalty's index. */
  readonly tried = new Map<number, Figures>();
  /** Coordinates and biases of each fold's model, by the penalty's index. */
  readonly #positions = new Map<number, readonly Float32Array[]>();

  /** @param gram of the set's features, [rows, rows] */
  constructor(gram: Float32Array, options: FoldOptions, penalties: readonly number[], pace: Pace) {
    this.#geometry = kernelGeometry(gram, options.labels.length, pace);
    this.#problems = foldProblems(options, this.#geometry);
    this.#options = options;
    this.#penalties = penalties;
    this.#pace = pace;
  }

  /**
   * Starts from another trial's combinations of the rows at a penalty that it was solved at. At the optimum these are the errors divided by the penalty, and
   * the errors of two sets of depths are much alike: it takes half the iterations.
   */
  async startFrom(other: Trial, at: number): Promise<void> {
    const { rows } = this.#geometry;
    // The tolerance is a share of the gradient at the usual start.
    await newGradients(this.#problems, this.#geometry, this.#pace);
    for (const [fold, problem] of this.#problems.entries()) {
      const from = other.#positions.get(at)?.[fold];
      if (!from) continue;
      const { dual } = await this.#geometry.gradient(from.subarray(0, rows * problem.rows.classes));
      problem.startAt(from, dual);
    }
  }

  /**
   * Goes to a penalty, from where it is.
   * @param slack more than 1: solved less closely
   * @throws AbortError when stopped
   */
  async solve(at: number, slack: number): Promise<Figures> {
    const penalty = this.#penalties[at]!;
    for (const problem of this.#problems) problem.penalty = penalty;
    await solveTogether({
      problems: this.#problems,
      geometry: this.#geometry,
      tolerance: () => slack * comparingTolerance(penalty),
      mostIterations: MOST_ITERATIONS,
      pace: this.#pace,
    });
    const losses = new Float32Array(this.#options.labels.length).fill(Number.NaN);
    const { count, loss, correct } = judgeHeldOut(this.#problems, this.#options.held, losses);
    const figures = { at, loss: loss / count, accuracy: correct / count, losses };
    this.tried.set(at, figures);
    this.#positions.set(
      at,
      this.#problems.map(({ position }) => position.coordinates.slice()),
    );
    return figures;
  }

  /** The lowest loss so far. */
  get best(): Figures {
    const [first, ...others] = this.tried.values();
    if (!first) throw new Error('A trial that was not solved has no figures.');
    return others.reduce((best, figures) => (figures.loss < best.loss ? figures : best), first);
  }

  dispose(): void {
    this.#geometry.dispose();
  }
}

import { logShares } from './class-shares.ts';
import { Curvature } from './curvature.ts';
import { searchLine } from './line-search.ts';
import { type Along, type Labelled, lossAlong } from './loss.ts';
import { blend, inner, scaleBy, type Vector, zeroVector } from './vector.ts';

/** A gradient's length over the rows' weights, where nothing but float32's rounding is left. */
const ROUNDING = 1e-7;

export interface ProblemOptions extends Labelled {
  /** Coordinates a class. */
  readonly size: number;
  /** Whether the coordinates' basis is orthonormal: a vector is its own dual. */
  readonly plain: boolean;
  readonly penalty: number;
  /** Pairs of steps and gradients remembered. */
  readonly memory: number;
}

/**
 * Softmax regression with an L2 penalty, minimised step by step:
 * Σ weight · cross-entropy(softmax(x · W + b), label) + penalty / 2 · ‖W‖². Biases have no penalty.
 *
 * It starts at W = 0 and the classes' shares, and goes by L-BFGS (Nocedal & Wright 2006, algorithm 7.5). It never sees
 * features: whoever leads it turns `errors` into the gradient's coordinates and a direction into its logits. So several
 * problems on the same features can share these products.
 *
 * An iteration: `receiveGradient(…)`, then, unless it has ended, `direction` and `move(…)`, after which `errors` are new.
 */
export class Problem {
  readonly rows: Labelled;
  /** [classes, rows]: of the logits now, with biases. */
  readonly logits: Float32Array;
  /** [classes, rows]: the loss's gradient with respect to the logits; 0 for rows of weight 0. */
  readonly errors: Float32Array;
  readonly position: Vector;
  iterations = 0;
  /** Where no step goes down any more within float32's rounding. */
  stuck = false;
  /** At `logits`. */
  now: Along;
  #penalty: number;
  readonly #size: number;
  /** Values of a vector before its biases. */
  readonly #weights: number;
  readonly #curvature: Curvature;
  #gradient: Vector | null = null;
  #step: Vector | null = null;
  #direction: Vector | null = null;
  #startNorm = Number.NaN;
  /** Of the rows' weights. */
  readonly #total: number;
  #free: Vector[] = [];

  constructor(options: ProblemOptions) {
    const { labels, classes, size, plain, penalty, memory } = options;
    this.rows = options;
    this.#size = size;
    this.#weights = classes * size;
    this.#penalty = penalty;
    this.#total = options.weights.reduce((sum, weight) => sum + weight, 0);
    this.#curvature = new Curvature(memory);
    this.position = zeroVector(this.#weights + classes, plain);
    this.logits = new Float32Array(classes * labels.length);
    this.errors = new Float32Array(this.logits.length);
    logShares(options).forEach((share, c) => {
      this.position.coordinates[this.#weights + c] = share;
      this.position.dual[this.#weights + c] = share;
      this.logits.fill(share, c * labels.length, (c + 1) * labels.length);
    });
    this.now = lossAlong(options, this.logits, this.logits, 0, this.errors);
  }

  get penalty(): number {
    return this.#penalty;
  }

  /** Another penalty, from where it is now, once the gradient there is known; the memory is kept. */
  set penalty(penalty: number) {
    const by = penalty - this.#penalty;
    if (by === 0) return;
    this.#penalty = penalty;
    this.stuck = false;
    if (!this.#gradient) return;
    blend(this.#gradient, 1, by, this.position, this.#weights);
    this.#free = this.#free.concat(this.#curvature.changePenalty(by, this.#weights, this.#gradient));
  }

  /**
   * Whether the gradient is short: of that share of its length at the start, or of what rounding leaves of it.
   * @returns false before there is one
   */
  converged(tolerance: number): boolean {
    return this.#gradient !== null && Math.sqrt(this.#curvature.gradientSquare) <= this.#short(tolerance);
  }

  #short(tolerance: number): number {
    return Math.max(tolerance * this.#startNorm, ROUNDING * this.#total);
  }

  /**
   * How far it is on its way, 0…1: the logarithm of the gradient's length falls about evenly, as far as anything about the
   * iterations still to come can be told.
   */
  progress(tolerance: number): number {
    if (!this.#gradient) return 0;
    const short = this.#short(tolerance);
    const length = Math.sqrt(this.#curvature.gradientSquare);
    if (length <= short) return 1;
    return Math.max(0, Math.log(this.#startNorm / length) / Math.log(this.#startNorm / short));
  }

  /** Biases, [classes]. */
  get biases(): Float32Array {
    return this.position.coordinates.subarray(this.#weights);
  }

  /** Whether the gradient at `logits` is known. */
  get hasGradient(): boolean {
    return this.#gradient !== null;
  }

  /**
   * Takes the loss's gradient at `logits`, without penalty and biases.
   * @param coordinates, dual [classes, size]; the same array where a vector is its own dual
   */
  receiveGradient(coordinates: Float32Array, dual: Float32Array): void {
    const gradient = this.#unused();
    const { position } = this;
    addPenalty(gradient.coordinates, coordinates, this.#penalty, position.coordinates);
    if (dual !== coordinates) addPenalty(gradient.dual, dual, this.#penalty, position.dual);
    const rows = this.rows.labels.length;
    for (let c = 0; c < this.rows.classes; c++) {
      let sum = 0;
      for (let i = c * rows; i < (c + 1) * rows; i++) sum += this.errors[i]!;
      gradient.coordinates[this.#weights + c] = sum;
      gradient.dual[this.#weights + c] = sum;
    }
    const change = this.#gradient;
    const step = this.#step;
    this.#step = null;
    this.#gradient = gradient;
    if (change && step) {
      // What is no longer needed becomes the change.
      blend(change, -1, 1, gradient);
      this.#free = this.#free.concat(this.#curvature.follow(gradient, { step, change }));
    } else {
      if (change) this.#free.push(change);
      this.#curvature.follow(gradient, null);
      if (Number.isNaN(this.#startNorm)) this.#startNorm = Math.sqrt(this.#curvature.gradientSquare);
    }
  }

  /** A vector of any values. Large arrays are used again: fresh ones cost more than what is written to them. */
  #unused(): Vector {
    const { coordinates, dual } = this.position;
    return this.#free.pop() ?? zeroVector(coordinates.length, coordinates === dual);
  }

  /** Where to go from here: coordinates [classes, size], then biases. The same until `move`. */
  get direction(): Vector {
    if (!this.#gradient) throw new Error('A direction needs a gradient.');
    if (!this.#direction) {
      this.#direction = this.#unused();
      this.#curvature.direct(this.#gradient, this.#direction);
    }
    return this.#direction;
  }

  /**
   * Goes along `direction` as far as it pays.
   * @param image [classes, rows]: the direction's logits without biases; overwritten
   */
  move(image: Float32Array): void {
    const { direction, position } = this;
    const gradient = this.#gradient;
    if (!gradient) throw new Error('A step needs a gradient.');
    const rows = this.rows.labels.length;
    for (let c = 0; c < this.rows.classes; c++) {
      const bias = direction.coordinates[this.#weights + c]!;
      for (let i = c * rows; i < (c + 1) * rows; i++) image[i]! += bias;
    }
    const along = inner(position, direction, this.#weights);
    const square = inner(direction, direction, this.#weights);
    // The penalty at the start is left out: it is the same all along.
    const evaluate = (step: number) => {
      const point = lossAlong(this.rows, this.logits, image, step, this.errors);
      return {
        at: point,
        value: point.loss + this.#penalty * step * (along + (step / 2) * square),
        slope: point.slope + this.#penalty * (along + step * square),
        bend: point.bend + this.#penalty * square,
      };
    };
    const slope = inner(gradient, direction);
    const first = this.#curvature.empty ? newtonStep(evaluate(0)) : 1;
    const found = slope < 0 ? searchLine({ value: this.now.loss, slope }, evaluate, first) : null;
    this.#direction = null;
    if (!found) {
      this.now = evaluate(0).at;
      // Perhaps only the memory is bad.
      this.stuck = this.#curvature.empty;
      this.#free = this.#free.concat(direction, this.#curvature.clear());
      return;
    }
    this.iterations++;
    this.now = found.point.at;
    for (let i = 0; i < this.logits.length; i++) this.logits[i]! += found.step * image[i]!;
    if (found.step !== 1) scaleBy(direction, found.step);
    blend(position, 1, 1, direction);
    this.#step = direction;
  }

  /**
   * Goes on from elsewhere, before the first step. What the gradient was at the start is kept.
   * @param coordinates [classes, size], then biases
   * @param image [classes, rows]: the logits of these without biases
   */
  startAt(coordinates: Float32Array, image: Float32Array): void {
    const { position } = this;
    position.coordinates.set(coordinates);
    if (position.dual !== position.coordinates) {
      // Where combinations of rows are the coordinates, logits are the dual.
      position.dual.set(image);
      position.dual.set(coordinates.subarray(this.#weights), this.#weights);
    }
    const rows = this.rows.labels.length;
    for (let c = 0; c < this.rows.classes; c++) {
      const bias = coordinates[this.#weights + c]!;
      for (let i = c * rows; i < (c + 1) * rows; i++) this.logits[i] = image[i]! + bias;
    }
    this.now = lossAlong(this.rows, this.logits, this.logits, 0, this.errors);
    if (this.#gradient) this.#free.push(this.#gradient);
    this.#gradient = null;
  }

  /** Coordinates of the weights alone, [classes, size]. */
  get weights(): Float32Array {
    return this.position.coordinates.subarray(0, this.rows.classes * this.#size);
  }
}

const newtonStep = ({ slope, bend }: { readonly slope: number; readonly bend: number }): number =>
  bend > 0 ? -slope / bend : 1;

/** Over the weights: sum = gradient + penalty · position. */
function addPenalty(
  sum: Float32Array,
  gradient: Float32Array,
  penalty: number,
  position: Float32Array,
): void {
  for (let i = 0; i < gradient.length; i++) sum[i] = gradient[i]! + penalty * position[i]!;
}

import { addScaled, copyOf, inner, scale, type Vector } from './vector.ts';

interface Pair {
  /** Step from one position to the next, and the change of the gradient along it. */
  readonly step: Vector;
  readonly change: Vector;
  /** ⟨step, change⟩, above 0. */
  product: number;
}

/**
 * What L-BFGS remembers of the curvature (Liu & Nocedal 1989): the last steps, and how the gradient changed along them.
 */
export class Curvature {
  readonly #pairs: Pair[] = [];
  readonly #most: number;

  /** @param most pairs remembered */
  constructor(most: number) {
    this.#most = most;
  }

  get empty(): boolean {
    return this.#pairs.length === 0;
  }

  /** Takes over both vectors. A pair without curvature beyond rounding says nothing and is left out. */
  add(step: Vector, change: Vector): void {
    const product = inner(step, change);
    if (!(product > 1e-10 * Math.sqrt(inner(step, step) * inner(change, change)))) return;
    if (this.#pairs.length === this.#most) this.#pairs.shift();
    this.#pairs.push({ step, change, product });
  }

  clear(): void {
    this.#pairs.length = 0;
  }

  /**
   * The pairs as they would be had the penalty been larger by that much: the penalty's own part of a gradient's change is
   * the step itself. So a path of penalties keeps its memory.
   * @param weights the vectors' values before the biases, which have no penalty
   */
  changePenalty(by: number, weights: number): void {
    for (const pair of this.#pairs) {
      addScaled(pair.change, by, pair.step, weights);
      pair.product = inner(pair.step, pair.change);
    }
    const good = this.#pairs.filter(({ product }) => product > 0);
    this.#pairs.splice(0, this.#pairs.length, ...good);
  }

  /** Minus the inverse Hessian's estimate times the gradient (Nocedal & Wright 2006, algorithm 7.4). */
  direction(gradient: Vector): Vector {
    const result = copyOf(gradient);
    const shares: number[] = [];
    for (const { step, change, product } of this.#pairs.toReversed()) {
      const share = inner(step, result) / product;
      shares.push(share);
      addScaled(result, -share, change);
    }
    const last = this.#pairs.at(-1);
    scale(result, last ? -last.product / inner(last.change, last.change) : -1);
    for (const { step, change, product } of this.#pairs) {
      // The result has changed its sign by now.
      const share = -(shares.pop() ?? 0) - inner(change, result) / product;
      addScaled(result, share, step);
    }
    return result;
  }
}

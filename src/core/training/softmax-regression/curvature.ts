import { blend, combine, inner, type Term, type Vector } from './vector.ts';

interface Pair {
  /** From one position to the next. */
  readonly step: Vector;
  /** Of the gradient along it. */
  readonly change: Vector;
  /** Inner products of the step with this pair's change, and then with each later pair's. */
  stepChange: number[];
  /** The same of the change. */
  changeChange: number[];
  /** With the gradient now. */
  stepGradient: number;
  changeGradient: number;
}

/**
 * What L-BFGS remembers of the curvature: the last steps, and how the gradient changed along them (Liu & Nocedal 1989).
 *
 * The two loops (Nocedal & Wright 2006, algorithm 7.4) run on inner products alone, and the vectors are combined once at
 * the end (Chen, Wang & Zhou 2014, "Large-scale L-BFGS using MapReduce"): on vectors they would write each of them six
 * times. The change of a gradient needs no inner products of its own: they are differences of the gradients'.
 */
export class Curvature {
  #pairs: Pair[] = [];
  #gradientSquare = 0;
  readonly #most: number;

  /** @param most pairs remembered */
  constructor(most: number) {
    this.#most = most;
  }

  get empty(): boolean {
    return this.#pairs.length === 0;
  }

  /** ⟨gradient, gradient⟩. */
  get gradientSquare(): number {
    return this.#gradientSquare;
  }

  /**
   * Takes the gradient at a new position.
   * @param step, change how it got there, taken over; null at the start
   * @returns vectors that are free for other uses
   */
  follow(gradient: Vector, latest: Pick<Pair, 'step' | 'change'> | null): readonly Vector[] {
    this.#gradientSquare = inner(gradient, gradient);
    const pair = latest && pairOf(latest, gradient);
    for (const old of this.#pairs) {
      const { stepGradient, changeGradient } = old;
      old.stepGradient = inner(old.step, gradient);
      old.changeGradient = inner(old.change, gradient);
      if (!pair) continue;
      old.stepChange.push(old.stepGradient - stepGradient);
      old.changeChange.push(old.changeGradient - changeGradient);
    }
    if (!pair) return latest ? [latest.step, latest.change] : [];
    this.#pairs.push(pair);
    const dropped = this.#pairs.length > this.#most ? this.#pairs.shift() : null;
    return dropped ? [dropped.step, dropped.change] : [];
  }

  /** @returns vectors that are free for other uses */
  clear(): readonly Vector[] {
    const free = this.#pairs.flatMap(({ step, change }) => [step, change]);
    this.#pairs = [];
    return free;
  }

  /**
   * What it would remember had the penalty been larger by that much: the penalty's own part of a gradient's change is the
   * step itself. So a path of penalties keeps its memory.
   * @param gradient with the new penalty
   * @param weights the vectors' values before the biases, which have no penalty
   * @returns vectors that are free for other uses
   */
  changePenalty(by: number, weights: number, gradient: Vector): readonly Vector[] {
    const pairs = this.#pairs;
    this.#pairs = [];
    for (const { step, change } of pairs) blend(change, 1, by, step, weights);
    pairs.forEach((pair, i) => {
      const later = pairs.slice(i);
      pair.stepChange = later.map(({ change }) => inner(pair.step, change));
      pair.changeChange = later.map(({ change }) => inner(pair.change, change));
    });
    // A smaller penalty may leave a pair without curvature; those before it know nothing without it.
    const bad = pairs.findLastIndex(({ stepChange: [product = 0] }) => product <= 0);
    this.#pairs = pairs.slice(bad + 1);
    const free = pairs.slice(0, bad + 1).flatMap(({ step, change }) => [step, change]);
    return [...free, ...this.follow(gradient, null)];
  }

  /** Writes minus the inverse Hessian's estimate times the gradient into a vector. */
  direct(gradient: Vector, target: Vector): void {
    const pairs = this.#pairs;
    const last = pairs.at(-1);
    const scale = last ? product(last) / last.changeChange[0]! : 1;
    const alphas = new Float64Array(pairs.length);
    for (let i = pairs.length - 1; i >= 0; i--) {
      const pair = pairs[i];
      if (!pair) continue;
      let sum = pair.stepGradient;
      for (let j = i + 1; j < pairs.length; j++) sum -= alphas[j]! * pair.stepChange[j - i]!;
      alphas[i] = sum / product(pair);
    }
    const steps = new Float64Array(pairs.length);
    pairs.forEach((pair, i) => {
      let sum = pair.changeGradient;
      for (let j = 0; j < pairs.length; j++)
        sum -= alphas[j]! * ((j < i ? pairs[j]?.changeChange[i - j] : pair.changeChange[j - i]) ?? 0);
      sum *= scale;
      for (let j = 0; j < i; j++) sum += steps[j]! * (pairs[j]?.stepChange[i - j] ?? 0);
      steps[i] = alphas[i]! - sum / product(pair);
    });
    const terms: Term[] = [{ factor: -scale, vector: gradient }];
    pairs.forEach(({ step, change }, i) => {
      terms.push({ factor: scale * alphas[i]!, vector: change });
      terms.push({ factor: -steps[i]!, vector: step });
    });
    combine(target, terms);
  }
}

const product = ({ stepChange }: Pair): number => stepChange[0]!;

/** Null where rounding has left no curvature: it would say nothing. */
function pairOf({ step, change }: Pick<Pair, 'step' | 'change'>, gradient: Vector): Pair | null {
  const product = inner(step, change);
  if (!(product > 0)) return null;
  return {
    step,
    change,
    stepChange: [product],
    changeChange: [inner(change, change)],
    stepGradient: inner(step, gradient),
    changeGradient: inner(change, gradient),
  };
}

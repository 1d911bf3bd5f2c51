import {
  add,
  div,
  keep,
  minimum,
  mul,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { OptimizerState } from '../../core/training/checkpoint.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Parameter } from './learner.ts';
import { adamW, momentum, type UpdateRule } from './update-rules.ts';

/** As PyTorch's clip_grad_norm_ has it, against a division by zero. */
const NORM_EPSILON = 1e-6;

interface Slot {
  readonly parameter: Parameter;
  moments: readonly Tensor[];
}

/**
 * Moves parameters down their gradients: AdamW (Loshchilov & Hutter 2019, algorithm 2), or SGD with momentum and the
 * same decoupled decay (algorithm 1). As in PyTorch, decay is scaled by the learning rate of the step.
 */
export class Optimizer {
  readonly #slots: readonly Slot[];
  readonly #rule: UpdateRule;
  readonly #weightDecay: number;
  readonly #clipNorm: number;
  #step = 0;
  /** Factors of decay by rows, from the last step: they change only with the rate. */
  #rowFactors = new Map<string, { readonly share: number; readonly factors: Tensor }>();

  constructor(
    parameters: readonly Parameter[],
    recipe: Pick<Recipe, 'optimizer' | 'momentum' | 'clipNorm'>,
    weightDecay: number,
  ) {
    this.#rule = recipe.optimizer === 'sgd' ? momentum(recipe.momentum) : adamW;
    this.#weightDecay = weightDecay;
    this.#clipNorm = recipe.clipNorm;
    this.#slots = parameters.map((parameter) => ({
      parameter,
      moments: Array.from({ length: this.#rule.moments }, () => zerosLike(parameter.value)),
    }));
  }

  /**
   * One step down the gradients, in the parameters' order. The caller's tidy frees the gradients.
   * @param rate of parameters whose own factor is 1
   */
  apply(gradients: readonly Tensor[], rate: number): void {
    this.#step++;
    tidy(() => {
      const scale = this.#clipNorm > 0 ? clipScale(gradients, this.#clipNorm) : null;
      this.#slots.forEach((slot, i) => {
        const gradient = gradients[i];
        if (!gradient) throw new RangeError(`There is no gradient of ${slot.parameter.name}.`);
        this.#update(slot, scale ? mul(gradient, scale) : gradient, rate * slot.parameter.rate);
      });
    });
  }

  #update(slot: Slot, gradient: Tensor, rate: number): void {
    const { parameter, moments } = slot;
    const update = this.#rule.update(gradient, moments, rate, this.#step);
    const value = sub(this.#decayed(parameter, 1 - rate * this.#weightDecay), update.change);
    for (const old of [parameter.value, ...moments]) old.dispose();
    parameter.value = keep(value);
    slot.moments = update.moments.map((moment) => keep(moment));
  }

  #decayed({ value, name, decay }: Parameter, share: number): Tensor {
    if (share === 1 || decay === 'none') return value;
    if (decay === 'all') return mul(value, share);
    let row = this.#rowFactors.get(name);
    if (row?.share !== share) {
      row?.factors.dispose();
      const rows = value.shape[0] ?? 0;
      const factors = new Float32Array(rows).fill(share, 0, rows - 1).fill(1, rows - 1);
      row = { share, factors: keep(tensor(factors, [rows, 1])) };
      this.#rowFactors.set(name, row);
    }
    return mul(value, row.factors);
  }

  /** Reads the moments back from the device. */
  async state(): Promise<OptimizerState> {
    const moments = await Promise.all(
      this.#slots.map(async ({ parameter, moments: own }) => {
        const values = await Promise.all(own.map((moment) => moment.data()));
        return [parameter.name, values.map((value) => Float32Array.from(value))] as const;
      }),
    );
    return { step: this.#step, moments: new Map(moments) };
  }

  /** Goes on from a state that was read, of an optimiser for the same parameters. */
  restore({ step, moments }: OptimizerState): void {
    this.#step = step;
    for (const slot of this.#slots) {
      const stored = moments.get(slot.parameter.name);
      if (!stored) throw new RangeError(`There is nothing stored of ${slot.parameter.name}.`);
      slot.moments.forEach((old) => {
        old.dispose();
      });
      // Copies: tfjs may keep the arrays it's given.
      slot.moments = stored.map((values) => keep(tensor(values.slice(), slot.parameter.value.shape)));
    }
  }

  /** Frees the optimiser's own tensors; the parameters are the learner's. */
  dispose(): void {
    for (const { moments } of this.#slots) for (const moment of moments) moment.dispose();
    for (const { factors } of this.#rowFactors.values()) factors.dispose();
  }
}

/** The factor that brings the gradients' norm, over all of them, down to the limit; never read back from the device. */
function clipScale(gradients: readonly Tensor[], limit: number): Scalar {
  const squares = gradients.map((gradient) => sum(square(gradient)));
  const norm = sqrt(squares.reduce((a, b) => add(a, b)));
  return minimum(div(limit, add(norm, NORM_EPSILON)), 1);
}

import {
  add,
  concat,
  div,
  fill,
  keep,
  mul,
  sqrt,
  square,
  sub,
  type Tensor2D,
  tidy,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Recipe } from '../../core/training/recipe.ts';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

interface Slot {
  value: Tensor2D;
  mean: Tensor2D;
  variance: Tensor2D;
  /** 1 − rate · decay for weights, 1 for the last row, the bias. */
  readonly keepShare: Tensor2D | null;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2), biases not decayed.
 * Takes the tensors over; they are matrices whose last row is the bias.
 */
export class AdamW {
  readonly #slots: Slot[];
  readonly #rate: number;
  #step = 0;

  constructor(
    parameters: readonly Tensor2D[],
    { learningRate, weightDecay }: Pick<Recipe, 'learningRate' | 'weightDecay'>,
  ) {
    this.#rate = learningRate;
    this.#slots = parameters.map((value) => ({
      value,
      mean: zerosLike(value),
      variance: zerosLike(value),
      keepShare:
        weightDecay === 0
          ? null
          : tidy(
              () =>
                concat([
                  fill([value.shape[0] - 1, 1], 1 - learningRate * weightDecay),
                  add(zeros([1, 1]), 1),
                ]) as Tensor2D,
            ),
    }));
  }

  get parameters(): readonly Tensor2D[] {
    return this.#slots.map(({ value }) => value);
  }

  /** One step down the gradients, in the parameters' order. The caller's tidy frees the gradients. */
  apply(gradients: readonly Tensor2D[]): void {
    this.#step++;
    // Bias corrections as scalars: rate·m̂/(√v̂+ε) = (rate·c/(1−β1ᵗ))·m/(√v + ε·c), c = √(1−β2ᵗ).
    const correction = Math.sqrt(1 - BETA2 ** this.#step);
    const rate = (this.#rate * correction) / (1 - BETA1 ** this.#step);
    tidy(() => {
      this.#slots.forEach((slot, i) => {
        const gradient = gradients[i];
        if (!gradient) return;
        const mean = add(mul(slot.mean, BETA1), mul(gradient, 1 - BETA1)) as Tensor2D;
        const variance = add(mul(slot.variance, BETA2), mul(square(gradient), 1 - BETA2)) as Tensor2D;
        const change = mul(div(mean, add(sqrt(variance), EPSILON * correction)), rate);
        const kept = slot.keepShare ? mul(slot.value, slot.keepShare) : slot.value;
        const value = sub(kept, change) as Tensor2D;
        for (const tensor of [slot.value, slot.mean, slot.variance]) tensor.dispose();
        slot.value = keep(value);
        slot.mean = keep(mean);
        slot.variance = keep(variance);
      });
    });
  }

  dispose(): void {
    for (const { value, mean, variance, keepShare } of this.#slots) {
      for (const tensor of [value, mean, variance]) tensor.dispose();
      keepShare?.dispose();
    }
  }
}

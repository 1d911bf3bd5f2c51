import { add, div, mul, sqrt, square, type Tensor } from '@tensorflow/tfjs-core';

/** How an optimiser turns gradients into changes. */
export interface UpdateRule {
  /** Tensors that it remembers of each parameter, zeros at first. */
  readonly moments: number;
  /** @param step counted from 1 */
  readonly update: (
    gradient: Tensor,
    moments: readonly Tensor[],
    rate: number,
    step: number,
  ) => {
    /** What is subtracted from the parameter. */
    readonly change: Tensor;
    readonly moments: readonly Tensor[];
  };
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/**
 * Adam (Kingma & Ba 2015). It remembers m / (1 − β1) and v / (1 − β2), which takes two passes less over the weights.
 * With the bias corrections as scalars and c = √((1 − β2ᵗ) / (1 − β2)):
 * rate · m̂ / (√v̂ + ε) = rate · c · (1 − β1) / (1 − β1ᵗ) · M / (√V + ε · c).
 */
export const adamW: UpdateRule = {
  moments: 2,
  update: (gradient, [mean, variance], rate, step) => {
    if (!mean || !variance) throw new RangeError('Adam remembers two moments.');
    const correction = Math.sqrt((1 - BETA2 ** step) / (1 - BETA2));
    const m = add(mul(mean, BETA1), gradient);
    const v = add(mul(variance, BETA2), square(gradient));
    const direction = div(m, add(sqrt(v), EPSILON * correction));
    const scale = (rate * correction * (1 - BETA1)) / (1 - BETA1 ** step);
    return { change: mul(direction, scale), moments: [m, v] };
  },
};

/** Heavy-ball momentum as in PyTorch's SGD: the velocity gathers gradients, not steps. */
export const momentum = (factor: number): UpdateRule => ({
  moments: 1,
  update: (gradient, [velocity], rate) => {
    if (!velocity) throw new RangeError('Momentum remembers one moment.');
    const moved = add(mul(velocity, factor), gradient);
    return { change: mul(moved, rate), moments: [moved] };
  },
});

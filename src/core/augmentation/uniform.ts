import type { Random } from '../random.ts';

export const uniform = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** Uniform in the logarithm: a factor and its inverse are equally likely. */
export const logUniform = (random: Random, low: number, high: number): number =>
  Math.exp(uniform(random, Math.log(low), Math.log(high)));

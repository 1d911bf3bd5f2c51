import { type Tensor, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { Examples } from './learner.ts';

/** What enters a tail with each view. */
export interface TailInputs {
  /** [height, width, channels] of the boundary's activations. */
  readonly shape: readonly [number, number, number];
  /** How many features of depths below the boundary come beside them. */
  readonly frozen: number;
}

/** The shape of one view as the learner takes it: the activations, or in one row with the features beside them. */
export const inputShape = ({ shape, frozen }: TailInputs): readonly number[] =>
  frozen === 0 ? shape : [shape[0] * shape[1] * shape[2] + frozen];

export interface ActivationSource extends TailInputs {
  /** The activations of views by their keys, one after another. */
  readonly read: (keys: readonly string[]) => Float32Array;
  /** Writes the `frozen` features of a view. */
  readonly copyFrozen: (key: string, into: Float32Array, at: number) => void;
}

/**
 * Cached activations as a tail learns from them, read a batch at a time.
 * @param keys of each example's views, the photo itself first; as many of each
 */
export function activationExamples(
  keys: readonly (readonly string[])[],
  labels: Int32Array,
  source: ActivationSource,
): Examples {
  return {
    labels,
    views: keys[0]?.length ?? 1,
    read: async (wanted) => {
      const chosen = wanted.map(({ example, view }) => {
        const key = keys[example]?.[view];
        if (key === undefined) throw new RangeError(`There is no view ${view} of example ${example}.`);
        return key;
      });
      return inputsOf(chosen, source);
    },
  };
}

function inputsOf(keys: readonly string[], source: ActivationSource): Tensor {
  const { shape, frozen, read, copyFrozen } = source;
  const activations = read(keys);
  if (frozen === 0) return tensor4d(activations, [keys.length, ...shape]);
  const area = activations.length / keys.length;
  const width = area + frozen;
  const rows = new Float32Array(keys.length * width);
  keys.forEach((key, i) => {
    rows.set(activations.subarray(i * area, (i + 1) * area), i * width);
    copyFrozen(key, rows, i * width + area);
  });
  return tensor2d(rows, [keys.length, width]);
}

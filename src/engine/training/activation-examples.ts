import { tensor4d } from '@tensorflow/tfjs-core';
import type { Examples } from './learner.ts';

/**
 * Cached activations as a tail learns from them, read a batch at a time.
 * @param keys of each example's views, the photo itself first; as many of each
 * @param read the activations of views by their keys, one after another
 * @param shape [height, width, channels] of a view
 */
export function activationExamples(
  keys: readonly (readonly string[])[],
  labels: Int32Array,
  read: (keys: readonly string[]) => Float32Array,
  shape: readonly [number, number, number],
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
      return tensor4d(read(chosen), [chosen.length, ...shape]);
    },
  };
}

import { getBackend, tensor2d } from '@tensorflow/tfjs-core';
import { type Standardisation, standardiseRow } from '../../core/training/standardise.ts';
import type { Examples } from './learner.ts';

/**
 * Cached features as a head learns from them: standardised rows, [rows, features + 1], the last column ones.
 * Standardised once, into the one copy that is made. Batches are gathered here and not by tfjs, whose WASM kernels look
 * at the whole matrix for each slice: 10 ms a batch with 8,000 photos, where this takes 0.05.
 * @param rows raw features of each example's views, the photo itself first; as many views of each
 */
export function featureExamples(
  rows: readonly (readonly Float32Array[])[],
  labels: Int32Array,
  scale: Standardisation,
): Examples {
  const views = rows[0]?.length ?? 1;
  const width = scale.mean.length + 1;
  const all = new Float32Array(rows.length * views * width);
  rows.forEach((of, example) => {
    if (of.length !== views) throw new RangeError(`Example ${example} has ${of.length} views, not ${views}.`);
    of.forEach((row, view) => {
      standardiseRow(row, scale, all, (example * views + view) * width);
    });
  });
  // The WASM backend copies values at once, so a batch's array is used again: 4 ms an epoch instead of 8 to 12. The others
  // may keep the array that they are given.
  const reused = getBackend() === 'wasm' ? new Map<number, Float32Array>() : null;
  return {
    labels,
    views,
    read: async (wanted) => {
      const values = reused?.get(wanted.length) ?? new Float32Array(wanted.length * width);
      reused?.set(wanted.length, values);
      wanted.forEach(({ example, view }, i) => {
        const from = (example * views + view) * width;
        values.set(all.subarray(from, from + width), i * width);
      });
      return tensor2d(values, [wanted.length, width]);
    },
  };
}

import { matMul, tensor2d, transpose } from '@tensorflow/tfjs-core';
import { randomSigns } from '../../core/evaluation/known-features.ts';
import { type Standardisation, standardiseRow } from '../../core/training/standardise.ts';

/** Rows in one product. */
const AT_ONCE = 512;

/**
 * Standardised features projected as core/evaluation/known-features.ts does it for one picture, here for many at a time.
 * @param count how many rows there are
 * @param row raw features
 * @param pause awaited between products: where to rest, and to stop by throwing
 */
export async function projectKnown(
  count: number,
  row: (index: number) => Float32Array,
  scale: Standardisation,
  pause: () => Promise<void>,
): Promise<readonly Float32Array[]> {
  const length = scale.mean.length;
  const signs = randomSigns(length);
  const points: Float32Array[] = [];
  const size = signs ? signs.length / length : length;
  const ofSigns = signs && tensor2d(Float32Array.from(signs), [size, length]);
  const right = ofSigns && transpose(ofSigns);
  ofSigns?.dispose();
  try {
    for (let from = 0; from < count; from += AT_ONCE) {
      const rows = Math.min(AT_ONCE, count - from);
      const standard = new Float32Array(rows * length + 1);
      for (let i = 0; i < rows; i++) standardiseRow(row(from + i), scale, standard, i * length);
      let values = standard;
      if (right) {
        const left = tensor2d(standard.subarray(0, rows * length), [rows, length]);
        const product = matMul(left, right);
        left.dispose();
        values = (await product.data()) as Float32Array<ArrayBuffer>;
        product.dispose();
      }
      for (let i = 0; i < rows; i++) points.push(values.slice(i * size, (i + 1) * size));
      await pause();
    }
  } finally {
    right?.dispose();
  }
  return points;
}

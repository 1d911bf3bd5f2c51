import { matMul, tensor2d, transpose } from '@tensorflow/tfjs-core';
import { randomSigns } from '../../core/evaluation/known-features.ts';
import { type Standardisation, standardiseRow } from '../../core/training/standardise.ts';

/** Rows in one product. */
const AT_ONCE = 128;

/**
 * Standardised features projected as core/evaluation/known-features.ts does it for one picture, here for many at a time.
 * @param rows raw features, gone through once; each may lie where the one before did
 * @param pause awaited between products: where to rest, and to stop by throwing
 */
export async function projectKnown(
  rows: Iterable<Float32Array>,
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
  const standard = new Float32Array(AT_ONCE * length + 1);
  let filled = 0;
  const project = async () => {
    let values = standard;
    if (right) {
      const left = tensor2d(standard.subarray(0, filled * length), [filled, length]);
      const product = matMul(left, right);
      left.dispose();
      values = (await product.data()) as Float32Array<ArrayBuffer>;
      product.dispose();
    }
    for (let i = 0; i < filled; i++) points.push(values.slice(i * size, (i + 1) * size));
    filled = 0;
    await pause();
  };
  try {
    for (const row of rows) {
      standardiseRow(row, scale, standard, filled++ * length);
      if (filled === AT_ONCE) await project();
    }
    if (filled > 0) await project();
  } finally {
    right?.dispose();
  }
  return points;
}

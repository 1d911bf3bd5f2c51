import type { KnownFeatures } from '../evaluation/known-features.ts';

/*
 * known.bin: 32-bit floats, little-endian, one after another: the number of dimensions, mean and inverse deviation of
 * each feature, the lower triangles `within` and `whole`, row by row, then the classes' means. How long each is follows
 * from the number of features and of dimensions.
 */

/** What a run knows of its training photos, as a file. */
export function encodeKnown({ scale, within, whole, means }: KnownFeatures): Uint8Array<ArrayBuffer> {
  const dimensions = means[0]?.length ?? 0;
  const parts = [Float32Array.of(dimensions), scale.mean, scale.inverseDeviation, within, whole, ...means];
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return new Uint8Array(values.buffer);
}

/**
 * @param features length of the backbone's feature vector
 * @returns null where the file is not as long as it says, or holds what is no number
 */
export function decodeKnown(bytes: Uint8Array<ArrayBuffer>, features: number): KnownFeatures | null {
  if (bytes.length % 4 !== 0) return null;
  const values = new Float32Array(bytes.slice().buffer);
  const dimensions = values[0] ?? 0;
  const triangle = (dimensions * (dimensions + 1)) / 2;
  const meansFrom = 1 + 2 * features + 2 * triangle;
  const count = (values.length - meansFrom) / dimensions;
  const fits = Number.isInteger(dimensions) && dimensions > 0 && Number.isInteger(count) && count > 0;
  if (!fits || !values.every(Number.isFinite)) return null;
  const withinFrom = 1 + 2 * features;
  return {
    scale: { mean: values.slice(1, 1 + features), inverseDeviation: values.slice(1 + features, withinFrom) },
    within: values.slice(withinFrom, withinFrom + triangle),
    whole: values.slice(withinFrom + triangle, meansFrom),
    means: Array.from({ length: count }, (_, i) =>
      values.slice(meansFrom + i * dimensions, meansFrom + (i + 1) * dimensions),
    ),
  };
}

import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

const pixels = new Uint8ClampedArray([10, 20, 30, 255, 255, 0, 128, 255]);

describe('normalise', () => {
  it('keeps 0…255 RGB as it is', () => {
    const out = new Float32Array(6);
    normalise(pixels, { size: 1, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] }, out, 0);
    expect([...out]).toEqual([10, 20, 30, 255, 0, 128]);
  });

  it('scales to 0…1', () => {
    const out = new Float32Array(6);
    normalise(pixels, { size: 1, channels: 'RGB', mean: [0, 0, 0], std: [255, 255, 255] }, out, 0);
    expect(out[3]).toBeCloseTo(1, 6);
    expect(out[0]).toBeCloseTo(10 / 255, 6);
  });

  it("swaps to BGR before it takes the mean away, as Keras's 'caffe' mode does", () => {
    const out = new Float32Array(7);
    const mean = [103.939, 116.779, 123.68] as const;
    normalise(pixels, { size: 1, channels: 'BGR', mean, std: [1, 1, 1] }, out, 1);
    const expected = [0, 30 - mean[0], 20 - mean[1], 10 - mean[2], 128 - mean[0], 0 - mean[1], 255 - mean[2]];
    expected.forEach((value, i) => {
      expect(out[i]).toBeCloseTo(value, 4);
    });
  });
});

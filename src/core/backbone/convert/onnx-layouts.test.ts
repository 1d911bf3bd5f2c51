import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromOnnxDepthwise, fromOnnxKernel, toOnnxDepthwise, toOnnxKernel } from './onnx-layouts.ts';

const side = fc.integer({ min: 1, max: 4 });
const kernels = fc.tuple(side, side, side, side).map((shape) => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => i),
}));

test('each value of a kernel is where ONNX looks for it', () => {
  fc.assert(
    fc.property(kernels, ({ shape, values }) => {
      const [height, width, inputs, outputs] = shape;
      const kernel = toOnnxKernel({ shape, values });
      expect(kernel.shape).toEqual([outputs, inputs, height, width]);
      const depthwise = toOnnxDepthwise({ shape, values });
      expect(depthwise.shape).toEqual([inputs * outputs, 1, height, width]);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          for (let i = 0; i < inputs; i++)
            for (let o = 0; o < outputs; o++) {
              const value = values[((y * width + x) * inputs + i) * outputs + o];
              expect(kernel.values[((o * inputs + i) * height + y) * width + x]).toBe(value);
              expect(depthwise.values[((i * outputs + o) * height + y) * width + x]).toBe(value);
            }
    }),
  );
});

test('turned there and back, a kernel is as it was', () => {
  fc.assert(
    fc.property(kernels, (kernel) => {
      expect(fromOnnxKernel(toOnnxKernel(kernel))).toEqual(kernel);
      expect(fromOnnxDepthwise(toOnnxDepthwise(kernel), kernel.shape[2])).toEqual(kernel);
    }),
  );
});

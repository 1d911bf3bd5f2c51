/** A kernel in some layout. */
interface Kernel {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

type Four = readonly [number, number, number, number];

/**
 * Reorders the axes: axis i of the result is axis `order[i]` of the kernel.
 * @throws TypeError where the kernel has not four axes
 */
function permute({ shape, values }: Kernel, order: Four): Kernel {
  const [a, b, c, d, ...more] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0)
    throw new TypeError('A convolution has a kernel of four axes.');
  const sizes: Four = [a, b, c, d];
  const strides: Four = [b * c * d, c * d, d, 1];
  const size = order.map((axis) => sizes[axis] ?? 0);
  const stride = order.map((axis) => strides[axis] ?? 0);
  const [rows = 0, columns = 0, planes = 0, items = 0] = size;
  const [row = 0, column = 0, plane = 0, item = 0] = stride;
  const out = new Float32Array(values.length);
  let at = 0;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < planes; k++) {
        const start = i * row + j * column + k * plane;
        for (let l = 0; l < items; l++) out[at++] = values[start + l * item] ?? 0;
      }
  return { shape: size, values: out };
}

/** Keras's [height, width, in, out] → ONNX's [out, in, height, width]. */
export const toOnnxKernel = (kernel: Kernel): Kernel => permute(kernel, [3, 2, 0, 1]);

/** ONNX's [out, in, height, width] → Keras's [height, width, in, out]. */
export const fromOnnxKernel = (kernel: Kernel): Kernel => permute(kernel, [2, 3, 1, 0]);

/**
 * Keras's [height, width, in, multiplier] → ONNX's [in · multiplier, 1, height, width], in groups of one input channel each.
 * Both count the outputs of the first input first.
 */
export function toOnnxDepthwise(kernel: Kernel): Kernel {
  const { shape, values } = permute(kernel, [2, 3, 0, 1]);
  const [inputs = 0, multiplier = 0, height = 0, width = 0] = shape;
  return { shape: [inputs * multiplier, 1, height, width], values };
}

/**
 * ONNX's [in · multiplier, 1, height, width] → Keras's [height, width, in, multiplier].
 * @param groups how many input channels there are
 * @throws TypeError where the outputs can't be dealt out to the groups
 */
export function fromOnnxDepthwise({ shape, values }: Kernel, groups: number): Kernel {
  const [outputs = 0, one, height = 0, width = 0] = shape;
  if (one !== 1 || outputs % groups !== 0)
    throw new TypeError('A depthwise convolution has a kernel for each channel.');
  return permute({ shape: [groups, outputs / groups, height, width], values }, [2, 3, 0, 1]);
}

import { type backend_util, concat, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { kernel, reshape } from '../../backbone/operation.ts';
import { allocate, copy, pieceOf, placeOf } from './heap.ts';
import { type StrideOffset, strideOffsets } from './stride-offsets.ts';

type Info = backend_util.Conv2DInfo;

/** The gradient of a convolution's input. */
export function inputGradient(dy: Tensor, filter: Tensor, info: Info): Tensor {
  const turned = channelsSwapped(filter);
  const result = byPhases('Conv2D', dy, turned, info);
  turned.dispose();
  return result;
}

/** The gradient of a depthwise convolution's input. */
export function depthwiseInputGradient(dy: Tensor, filter: Tensor, info: Info): Tensor {
  return byPhases('DepthwiseConv2dNative', dy, filter, info);
}

function byPhases(name: 'Conv2D' | 'DepthwiseConv2dNative', dy: Tensor, filter: Tensor, info: Info): Tensor {
  const rows = strideOffsets({
    input: info.inHeight,
    output: info.outHeight,
    kernel: info.filterHeight,
    stride: info.strideHeight,
    padding: info.padInfo.top,
  });
  const columns = strideOffsets({
    input: info.inWidth,
    output: info.outWidth,
    kernel: info.filterWidth,
    stride: info.strideWidth,
    padding: info.padInfo.left,
  });
  const convolve = (row: StrideOffset, column: StrideOffset): Tensor => {
    const taps = tapsOf(filter, row, column);
    const around = [[0, 0], [row.before, row.after], [column.before, column.after], [0, 0]]; // biome-ignore format: one pair an axis
    const attributes = { strides: [1, 1], pad: around, dataFormat: 'NHWC', dilations: [1, 1] };
    const result = kernel(name, { x: dy, filter: taps }, attributes);
    taps.dispose();
    return result;
  };
  const [row, column] = [rows[0], columns[0]];
  if (rows.length * columns.length === 1 && row && column) {
    const whole = convolve(row, column);
    if (whole.shape[1] === info.inHeight && whole.shape[2] === info.inWidth) return whole;
    whole.dispose();
  }
  const result = allocate(info.inShape);
  for (const row of rows)
    for (const column of columns) {
      const empty = [row, column].some(({ taps }) => taps.every((tap) => tap === null));
      const part = empty ? null : convolve(row, column);
      scatter(part, result, row, column);
      part?.dispose();
    }
  return result;
}

/** [height, width, in, out] → [height, width, out, in]. Tap by tap: tfjs is slow to transpose all four axes at once. */
function channelsSwapped(filter: Tensor): Tensor {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = filter.shape;
  const taps = Array.from({ length: height * width }, (_, tap) => {
    const matrix = pieceOf(filter, tap * inputs * outputs, [inputs, outputs]);
    const transposed = transpose(matrix);
    matrix.dispose();
    return transposed;
  });
  const joined = concat(taps, 0);
  const result = reshape(joined, [height, width, outputs, inputs]);
  for (const tensor of [...taps, joined]) tensor.dispose();
  return result;
}

/** The taps of an offset, [height, width, …]. */
function tapsOf(filter: Tensor, row: StrideOffset, column: StrideOffset): Tensor {
  const [, width = 0, ...rest] = filter.shape;
  const length = rest.reduce((product, n) => product * n, 1);
  const result = allocate([row.taps.length, column.taps.length, ...rest]);
  const from = placeOf(filter).start;
  const { heap, start } = placeOf(result);
  row.taps.forEach((y, i) => {
    column.taps.forEach((x, j) => {
      const to = start + (i * column.taps.length + j) * length;
      if (y === null || x === null) heap.fill(0, to, to + length);
      else copy(heap, from + (y * width + x) * length, to, length);
    });
  });
  return result;
}

/** Puts an offset's pixels into their places; zeros where it has none. */
function scatter(part: Tensor | null, result: Tensor, row: StrideOffset, column: StrideOffset): void {
  const [batch = 0, height = 0, width = 0, channels = 0] = result.shape;
  const [, partHeight = 0, partWidth = 0] = part?.shape ?? [];
  const from = part ? placeOf(part).start : 0;
  const { heap, start } = placeOf(result);
  for (let picture = 0; picture < batch; picture++)
    for (const y of row.places)
      for (const x of column.places) {
        const to = start + ((picture * height + y.input) * width + x.input) * channels;
        if (part)
          copy(
            heap,
            from + ((picture * partHeight + y.output) * partWidth + x.output) * channels,
            to,
            channels,
          );
        else heap.fill(0, to, to + channels);
      }
}

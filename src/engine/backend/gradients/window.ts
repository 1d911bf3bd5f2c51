import type { backend_util, Tensor } from '@tensorflow/tfjs-core';
import { allocate, copy, type Place, placeOf } from './heap.ts';

/** Rows of a convolution's output, counted through the whole batch: from `first` to before `end`. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

/**
 * What taps of a convolution's kernel see: for each output, the input pixel under the tap, zeros in the padding.
 * @param x [batch, height, width, channels]
 * @param taps numbered along the kernel's rows
 * @param rows of the output
 * @returns [taps, rows, outWidth, channels]
 */
export function windowsOf(x: Tensor, info: backend_util.Conv2DInfo, taps: Rows, rows: Rows): Tensor {
  const { outWidth, inChannels, filterWidth } = info;
  const count = rows.end - rows.first;
  const result = allocate([taps.end - taps.first, count, outWidth, inChannels]);
  const source = placeOf(x);
  const { heap, start } = placeOf(result);
  const size = count * outWidth * inChannels;
  for (let tap = taps.first; tap < taps.end; tap++) {
    const target = { heap, start: start + (tap - taps.first) * size };
    writeWindow(source, target, info, Math.floor(tap / filterWidth), tap % filterWidth, rows);
  }
  return result;
}

function writeWindow(
  source: Place,
  target: Place,
  info: backend_util.Conv2DInfo,
  tapY: number,
  tapX: number,
  rows: Rows,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth } = info;
  const { top, left } = info.padInfo;
  const { heap } = target;
  const rowLength = outWidth * inChannels;
  // Outputs from `first` to before `end` see pixels of the row.
  const first = Math.max(0, Math.ceil((left - tapX) / strideWidth));
  const end = Math.min(outWidth, Math.floor((inWidth - 1 + left - tapX) / strideWidth) + 1);
  for (let row = rows.first; row < rows.end; row++) {
    const batch = Math.floor(row / outHeight);
    const y = (row - batch * outHeight) * strideHeight + tapY - top;
    const to = target.start + (row - rows.first) * rowLength;
    if (y < 0 || y >= inHeight || end <= first) {
      heap.fill(0, to, to + rowLength);
      continue;
    }
    if (first > 0) heap.fill(0, to, to + first * inChannels);
    if (end < outWidth) heap.fill(0, to + end * inChannels, to + rowLength);
    const from = source.start + (batch * inHeight + y) * inWidth * inChannels;
    const pixel = (column: number) => from + (column * strideWidth + tapX - left) * inChannels;
    if (strideWidth === 1) copy(heap, pixel(first), to + first * inChannels, (end - first) * inChannels);
    else
      for (let column = first; column < end; column++)
        copy(heap, pixel(column), to + column * inChannels, inChannels);
  }
}

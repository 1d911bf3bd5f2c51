import type { LayerBuilder } from './layer-builder.ts';
import type { Padding, Size } from './layers.ts';
import { integerOf, integersOf, type OnnxOp, pairOf, refuse, textOf } from './onnx-node.ts';

/** What slides over a picture. */
export interface OnnxWindow {
  readonly size: Size;
  readonly strides: Size;
  /** 'same': as TensorFlow pads, the odd one below and to the right (SAME_UPPER). */
  readonly pads: Pads | 'same';
}

/** Rows, columns. */
export interface Pads {
  readonly before: Size;
  readonly after: Size;
}

const AXES = [0, 1] as const;
const NONE: Pads = { before: [0, 0], after: [0, 0] };

/**
 * The window of Conv, MaxPool or AveragePool.
 * @param size of the kernel, where it has one
 * @throws ConversionError where its padding depends on the picture's size in a way that no layer has
 */
export function windowOf(op: OnnxOp, kernel?: Size): OnnxWindow {
  const size = pairOf(op, 'kernel_shape', kernel, 1);
  if (kernel && kernel.join() !== size.join())
    refuse(op, `a kernel of ${kernel.join(' × ')}, where ${size.join(' × ')} is said`);
  if (pairOf(op, 'dilations', [1, 1], 1).join() !== '1,1')
    refuse(op, 'a dilated window, which no layer here has');
  const strides = pairOf(op, 'strides', [1, 1], 1);
  switch (textOf(op, 'auto_pad') || 'NOTSET') {
    case 'NOTSET':
      return { size, strides, pads: padsOf(op) };
    case 'VALID':
      return { size, strides, pads: NONE };
    case 'SAME_UPPER':
      return { size, strides, pads: 'same' };
    case 'SAME_LOWER': {
      if (AXES.some((axis) => strides[axis] > 1 && size[axis] > 1))
        refuse(op, 'auto_pad SAME_LOWER with strides: pad it explicitly, or with SAME_UPPER');
      const [rows, columns] = [size[0] - 1, size[1] - 1];
      return {
        size,
        strides,
        pads: {
          before: [Math.ceil(rows / 2), Math.ceil(columns / 2)],
          after: [Math.floor(rows / 2), Math.floor(columns / 2)],
        },
      };
    }
    default:
      return refuse(op, `auto_pad ${textOf(op, 'auto_pad')}`);
  }
}

function padsOf(op: OnnxOp): Pads {
  const pads = integersOf(op, 'pads') ?? [0, 0, 0, 0];
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  if (pads.length !== 4 || pads.some((pad) => !Number.isInteger(pad) || pad < 0 || pad > 1000))
    refuse(op, `pads of ${pads.join(', ')}`);
  return { before: [top, left], after: [bottom, right] };
}

export const isNone = ({ before, after }: Pads): boolean => [...before, ...after].every((pad) => pad === 0);

/** Whether a layer's 'same' pads like that for pictures of every size: with strides, TensorFlow's depends on the size. */
export function isSame({ size, strides, pads }: OnnxWindow): boolean {
  if (pads === 'same') return true;
  return AXES.every((axis) => {
    const total = size[axis] - 1;
    return (
      (total === 0 || strides[axis] === 1) &&
      pads.before[axis] === Math.floor(total / 2) &&
      pads.after[axis] === Math.ceil(total / 2)
    );
  });
}

/** A layer's padding, with zeros in front where it needs them. */
export function padded(
  builder: LayerBuilder,
  input: string,
  window: OnnxWindow,
  { name, source }: { readonly name: string; readonly source: string },
): { readonly input: string; readonly padding: Padding } {
  const { pads } = window;
  if (pads !== 'same' && isNone(pads)) return { input, padding: 'valid' };
  if (pads === 'same' || isSame(window)) return { input, padding: 'same' };
  return { input: zeroPadded(builder, input, pads, { name: `${name}_pad`, source }), padding: 'valid' };
}

export function zeroPadded(
  builder: LayerBuilder,
  input: string,
  { before, after }: Pads,
  { name, source }: { readonly name: string; readonly source: string },
): string {
  const padding: readonly [Size, Size] = [
    [before[0], after[0]],
    [before[1], after[1]],
  ];
  return builder.push({ name, kind: 'ZeroPadding2D', inputs: [input], padding }, source);
}

/** Whether a window that begins beyond the picture's end counts: `ceil_mode` of pools. */
export const roundsUp = (op: OnnxOp): boolean => integerOf(op, 'ceil_mode', 0) !== 0;

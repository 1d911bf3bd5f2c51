import type { PoolLayer } from './layers.ts';
import { axisAt, type OnnxValue } from './onnx-axes.ts';
import { attributeOrInput, averaged, channelsSecond, inputAt, type OnnxContext } from './onnx-context.ts';
import { integerOf, refuse } from './onnx-node.ts';
import {
  isNone,
  isSame,
  type OnnxWindow,
  type Pads,
  padded,
  roundsUp,
  windowOf,
  zeroPadded,
} from './onnx-window.ts';

/**
 * https://onnx.ai/onnx/operators/onnx__MaxPool.html. What it pads never is the largest, while zeros could be: they are put
 * there only where no value is below zero.
 */
export function maxPool(context: OnnxContext): OnnxValue {
  const { op, builder, facts, name, source } = context;
  const of = channelsSecond(context);
  const window = openEnded(context, windowOf(op));
  if (window.pads !== 'same' && !isSame(window) && !isNone(window.pads)) {
    if (!facts.isPositive(of.layer))
      refuse(
        op,
        'MaxPool with padding of values that may be below zero: put a ReLU in front of it, or pad it as auto_pad SAME_UPPER does',
      );
    const { size } = window;
    const { before, after } = window.pads;
    if ([0, 1].some((axis) => Math.max(before[axis] ?? 0, after[axis] ?? 0) >= (size[axis] ?? 0)))
      refuse(op, 'MaxPool with padding as wide as its window');
  }
  const { input, padding } = padded(builder, of.layer, window, { name, source });
  return { layer: pool(context, 'MaxPooling2D', input, window, padding), axes: of.axes };
}

/** https://onnx.ai/onnx/operators/onnx__AveragePool.html; TensorFlow's 'same' does not count what it has padded */
export function averagePool(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const of = channelsSecond(context);
  const counts = integerOf(op, 'count_include_pad', 0) !== 0;
  const window = windowOf(op);
  const up = roundsUp(op) && window.strides.some((stride) => stride > 1);
  const done = (input: string, padding: PoolLayer['padding']): OnnxValue => ({
    layer: pool(context, 'AveragePooling2D', input, window, padding),
    axes: of.axes,
  });
  if (window.pads !== 'same' && isNone(window.pads) && !up) return done(of.layer, 'valid');
  if (!counts && ((isSame(window) && !up) || (up && isPairs(window)))) return done(of.layer, 'same');
  if (counts && !up && window.pads !== 'same')
    return done(zeroPadded(builder, of.layer, window.pads, { name: `${name}_pad`, source }), 'valid');
  return refuse(
    op,
    counts
      ? 'AveragePool that counts its padding and depends on the picture’s size: pad it explicitly'
      : 'AveragePool with strides that does not count its padding: export it with count_include_pad=1, or pad it as auto_pad SAME_UPPER does',
  );
}

function pool(
  { builder, name, source }: OnnxContext,
  kind: PoolLayer['kind'],
  input: string,
  { size: poolSize, strides }: OnnxWindow,
  padding: PoolLayer['padding'],
): string {
  return builder.push({ name, kind, inputs: [input], poolSize, strides, padding }, source);
}

/** Windows of two side by side: 'same' has room for the half one at the end, and ends there. */
const isPairs = ({ size, strides, pads }: OnnxWindow): boolean =>
  pads !== 'same' && isNone(pads) && [...size, ...strides].every((length) => length === 2);

/**
 * A maximum's window with `ceil_mode`: ⌈a / s⌉ is ⌊(a + s − 1) / s⌋, so it is padded by its stride less one at the end. No
 * window begins out there where it is as long as its stride and that padding.
 */
function openEnded({ op }: OnnxContext, window: OnnxWindow): OnnxWindow {
  const { size, strides, pads } = window;
  if (!roundsUp(op) || pads === 'same') return window;
  if (isPairs(window)) return { ...window, pads: 'same' };
  const after: Pads['after'] = [pads.after[0] + strides[0] - 1, pads.after[1] + strides[1] - 1];
  if (after[0] >= size[0] || after[1] >= size[1])
    refuse(op, 'ceil_mode with a window shorter than its strides');
  return { ...window, pads: { before: pads.before, after } };
}

/** https://onnx.ai/onnx/operators/onnx__GlobalAveragePool.html */
export function globalAveragePool(context: OnnxContext): OnnxValue {
  const of = channelsSecond(context);
  return { layer: averaged(context, of.layer), axes: of.axes };
}

/** https://onnx.ai/onnx/operators/onnx__ReduceMean.html, over rows and columns */
export function reduceMean(context: OnnxContext): OnnxValue {
  const { op } = context;
  const { layer, axes } = inputAt(context, 0);
  const places = (attributeOrInput(context, 'axes', 1) ?? []).map((axis) => axisAt(axis, axes.length));
  const gone = places.map((place) => axes[place] ?? '');
  if (gone.toSorted().join('') !== 'HW') refuse(op, 'a mean that is not over rows and columns');
  const kept = [...axes].filter((_, i) => !places.includes(i)).join('');
  return { layer: averaged(context, layer), axes: integerOf(op, 'keepdims', 1) === 0 ? kept : axes };
}

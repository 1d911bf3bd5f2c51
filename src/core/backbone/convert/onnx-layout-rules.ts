import { filled } from './layer-builder.ts';
import { axisAt, type OnnxValue, reshaped, squeezed, turned, unsqueezed } from './onnx-axes.ts';
import { attributeOrInput, constantAt, inputAt, inputName, type OnnxContext } from './onnx-context.ts';
import { integerOf, integersOf, refuse, textOf } from './onnx-node.ts';
import { isNone, type Pads, zeroPadded } from './onnx-window.ts';

/*
 * What only says in which order values lie: it changes no layer, since layers have their channels last in any case.
 */

export const passed = (context: OnnxContext): OnnxValue => inputAt(context, 0);

/** https://onnx.ai/onnx/operators/onnx__Transpose.html */
export function transpose(context: OnnxContext): OnnxValue {
  const { layer, axes } = inputAt(context, 0);
  const order = turned(axes, integersOf(context.op, 'perm'));
  return order === undefined
    ? refuse(context.op, 'an order that is not of its axes')
    : { layer, axes: order };
}

const leavesPictures = (context: OnnxContext): never =>
  refuse(context.op, `${context.op.operator} leaves pictures behind`, true);

/** What can be reshaped without mixing anything. */
function point(context: OnnxContext): OnnxValue {
  const value = inputAt(context, 0);
  return context.facts.isPoint(value.layer) ? value : leavesPictures(context);
}

/** https://onnx.ai/onnx/operators/onnx__Flatten.html */
export function flatten(context: OnnxContext): OnnxValue {
  const { layer, axes } = point(context);
  if (axisAt(integerOf(context.op, 'axis', 1), axes.length) !== 1 || axes[0] !== 'N') leavesPictures(context);
  return { layer, axes: 'NC' };
}

/** https://onnx.ai/onnx/operators/onnx__Reshape.html */
export function reshape(context: OnnxContext): OnnxValue {
  const { layer, axes } = point(context);
  const shape = integersOf(context.op, 'shape') ?? context.sizes(inputName(context, 1));
  const wanted = shape && reshaped(axes, shape, context.builder.channelsOf(layer));
  return wanted === undefined ? leavesPictures(context) : { layer, axes: wanted };
}

/** https://onnx.ai/onnx/operators/onnx__Squeeze.html */
export function squeeze(context: OnnxContext): OnnxValue {
  const { layer, axes } = point(context);
  const left = squeezed(axes, attributeOrInput(context, 'axes', 1));
  return left === undefined ? leavesPictures(context) : { layer, axes: left };
}

/** https://onnx.ai/onnx/operators/onnx__Unsqueeze.html */
export function unsqueeze(context: OnnxContext): OnnxValue {
  // One channel that was taken out of a picture gets its axis back.
  const { layer, axes } = inputAt(context, 0);
  if (axes.includes('C') && !context.facts.isPoint(layer)) return leavesPictures(context);
  const more = unsqueezed(axes, attributeOrInput(context, 'axes', 1) ?? []);
  return more === undefined ? leavesPictures(context) : { layer, axes: more };
}

/** Of red, green and blue: exporters take these apart to prepare them one by one. */
const MOST_GATHERED = 4;

/** https://onnx.ai/onnx/operators/onnx__Gather.html of one channel of the picture that comes in */
export function gather(context: OnnxContext): OnnxValue {
  const { op, builder, name, source, constant } = context;
  const { layer, axes } = inputAt(context, 0);
  const channels = builder.channelsOf(layer);
  const indices = constant(inputName(context, 1));
  const [index = -1] = indices?.values ?? [];
  const taken = axisAt(index, channels);
  const place = axisAt(integerOf(op, 'axis', 0), axes.length);
  if (axes[place] !== 'C' || channels > MOST_GATHERED || indices?.values.length !== 1 || taken < 0)
    return refuse(op, 'Gather of something other than one of three channels', axes[place] !== 'C');
  const conv = builder.push(
    {
      name,
      kind: 'Conv2D',
      inputs: [layer],
      kernel: {
        shape: [1, 1, channels, 1],
        values: Float32Array.from({ length: channels }, (_, channel) => (channel === taken ? 1 : 0)),
      },
      bias: filled([1], 0),
      strides: [1, 1],
      padding: 'valid',
    },
    source,
  );
  return { layer: conv, axes: indices.shape.length === 0 ? axes.replace('C', '') : axes };
}

/** https://onnx.ai/onnx/operators/onnx__Pad.html, with zeros around the picture */
export function pad(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const { layer, axes } = inputAt(context, 0);
  const mode = textOf(op, 'mode') || 'constant';
  if (mode !== 'constant') refuse(op, `pads in the mode ${mode}; only zeros can be used`);
  const value =
    op.attributes.get('value')?.floats[0] ?? (op.inputs[2] ? constantAt(context, 2, 'value').values[0] : 0);
  if (value !== 0) refuse(op, `pads with ${value}; only zeros can be used`);
  const amounts = attributeOrInput(context, 'pads', 1) ?? [];
  const places = op.inputs[3]
    ? [...constantAt(context, 3, 'axes').values].map((axis) => axisAt(axis, axes.length))
    : [...axes].map((_, i) => i);
  const letters = places.map((place) => axes[place] ?? '');
  if (amounts.length !== 2 * places.length) refuse(op, `${amounts.length} pads for ${places.length} axes`);
  if (amounts.some((pad) => !Number.isInteger(pad) || pad < 0 || pad > 1000))
    refuse(op, `pads of ${amounts.join(', ')}`);
  const at = (letter: string, from: number) => {
    const index = letters.indexOf(letter);
    return index < 0 ? 0 : (amounts[from + index] ?? 0);
  };
  const end = places.length;
  const pads: Pads = { before: [at('H', 0), at('W', 0)], after: [at('H', end), at('W', end)] };
  if (['N', 'C', ''].some((letter) => at(letter, 0) !== 0 || at(letter, end) !== 0))
    refuse(op, 'pads more than rows and columns');
  return { layer: isNone(pads) ? layer : zeroPadded(builder, layer, pads, { name, source }), axes };
}

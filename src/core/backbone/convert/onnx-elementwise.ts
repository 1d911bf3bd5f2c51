import { type ActivationKind, activate, clip, hardGate, leakyRelu } from './activations.ts';
import { constantOperand } from './graph-arithmetic.ts';
import { channelwise, filled } from './layer-builder.ts';
import type { Tensor } from './layers.ts';
import type { OnnxValue } from './onnx-axes.ts';
import { inputAt, inputName, type OnnxContext, type OnnxRule, optionalConstant } from './onnx-context.ts';
import { floatOf, refuse } from './onnx-node.ts';

/** An activation that Keras has too. */
export const activation =
  (kind: ActivationKind): OnnxRule =>
  (context) => {
    const { builder, name, source } = context;
    const { layer, axes } = inputAt(context, 0);
    return { layer: activate(builder, kind, { input: layer, name, source }), axes };
  };

/** https://onnx.ai/onnx/operators/onnx__HardSigmoid.html: max(0, min(1, alpha · x + beta)) */
export function hardSigmoid(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const { layer, axes } = inputAt(context, 0);
  const [alpha, beta] = [floatOf(op, 'alpha', 0.2), floatOf(op, 'beta', 0.5)];
  const gate = { slope: 6 * alpha, offset: 6 * beta, scale: 1 / 6 };
  return { layer: hardGate(builder, { input: layer, name, source }, gate), axes };
}

/** https://onnx.ai/onnx/operators/onnx__LeakyRelu.html */
export function leaky(context: OnnxContext): OnnxValue {
  const { op, builder, name, source } = context;
  const { layer, axes } = inputAt(context, 0);
  const slope = floatOf(op, 'alpha', 0.01);
  if (!(slope >= 0 && slope < 1)) refuse(op, `a slope of ${slope}`);
  return { layer: leakyRelu(builder, slope, { input: layer, name, source }), axes };
}

/** https://onnx.ai/onnx/operators/onnx__Clip.html; its bounds are attributes up to opset 10 */
export function clipped(context: OnnxContext): OnnxValue {
  const { op } = context;
  const bound = (attribute: string, index: number) =>
    op.attributes.get(attribute)?.floats[0] ?? optionalConstant(context, index, attribute)?.values[0];
  return between(context, inputAt(context, 0), bound('min', 1), bound('max', 2));
}

/** Max or Min of a picture and one number. */
export const bounded =
  (end: 'least' | 'most'): OnnxRule =>
  (context) => {
    const { op, constant } = context;
    const [left, right, ...more] = [...op.inputs];
    const [first, second] = [constant(left ?? ''), constant(right ?? '')];
    const bound = first ?? second;
    if (bound?.values.length !== 1 || more.length > 0)
      return refuse(op, `${op.operator} of more than a picture and one number`);
    const value = inputAt(context, first ? 1 : 0);
    const [number] = bound.values;
    return end === 'least'
      ? between(context, value, number, undefined)
      : between(context, value, undefined, number);
  };

/** Exporters write no bound as the largest number that there is. */
const BEYOND = 1e30;

function between(
  { op, builder, name, source }: OnnxContext,
  { layer, axes }: OnnxValue,
  least = -BEYOND,
  most = BEYOND,
): OnnxValue {
  if (Number.isNaN(least) || Number.isNaN(most)) refuse(op, 'a bound that is not a number');
  try {
    const bounds = [
      least <= -BEYOND ? Number.NEGATIVE_INFINITY : least,
      most >= BEYOND ? Number.POSITIVE_INFINITY : most,
    ] as const;
    return { layer: clip(builder, ...bounds, { input: layer, name, source }), axes };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(op, `${op.operator} ${error.message}: that can’t be had with a ReLU6`);
  }
}

/** Add, Sub, Mul and Div (https://onnx.ai/onnx/operators/onnx__Add.html) of a picture and a constant, or of two pictures. */
export function arithmetic(context: OnnxContext): OnnxValue {
  const { op, builder, name, source, convert } = context;
  if (op.attributes.has('axis')) refuse(op, 'is written for ONNX before 1.2: convert it to a newer opset');
  const [left, right] = [inputName(context, 0), inputName(context, 1)];
  const node = { name: source, op: op.operator === 'Div' ? 'RealDiv' : op.operator, input: [left, right] };
  const operand = constantOperand(node, context.constant);
  if (operand) {
    const of = convert(operand.other);
    const channels = builder.channelsOf(of.layer);
    const scale = perChannel(operand.scale, of.axes, channels);
    const offset = perChannel(operand.offset, of.axes, channels);
    if (scale === undefined || offset === undefined)
      return refuse(op, 'a constant that is neither one number nor one a channel');
    if (typeof scale === 'number' && typeof offset === 'number') {
      if (!Number.isFinite(scale) || !Number.isFinite(offset)) refuse(op, 'a constant that is not a number');
      const inputs = [of.layer];
      return {
        layer: builder.push({ name, kind: 'Rescaling', inputs, scale, offset }, source),
        axes: of.axes,
      };
    }
    const each = (value: number | Tensor) => (typeof value === 'number' ? filled([channels], value) : value);
    const norm = channelwise(channels, each(scale), each(offset));
    return { layer: builder.normalise(of.layer, norm, name, source), axes: of.axes };
  }
  if (op.operator === 'Sub' || op.operator === 'Div')
    refuse(op, `no rule for ${op.operator} of two pictures`);
  return joined(context, op.operator === 'Mul' ? 'Multiply' : 'Add');
}

/** https://onnx.ai/onnx/operators/onnx__Sum.html, or two pictures; one row and one column are spread over the other's */
export function joined(context: OnnxContext, kind: 'Add' | 'Multiply'): OnnxValue {
  const { op, builder, name, source } = context;
  const values = op.inputs.map((_, i) => inputAt(context, i));
  const [first, ...others] = values;
  if (!first || others.length === 0) return first ?? refuse(op, 'adds nothing');
  if (others.some(({ axes }) => axes !== first.axes))
    refuse(op, `joins values whose axes are ${values.map(({ axes }) => axes).join(' and ')}`);
  const layer = others.reduce(
    (sum, other) => builder.push({ name, kind, inputs: [sum, other.layer] }, source),
    first.layer,
  );
  return { layer, axes: first.axes };
}

/** A constant as one number, or one a channel as it is spread over a value's axes; undefined where it is neither. */
function perChannel(of: number | Tensor, axes: string, channels: number): number | Tensor | undefined {
  if (typeof of === 'number') return of;
  const ahead = of.shape.length - axes.length;
  const fits = of.shape.every((size, i) => size === 1 || (axes[i - ahead] === 'C' && size === channels));
  return fits && of.values.length === channels ? { shape: [channels], values: of.values } : undefined;
}

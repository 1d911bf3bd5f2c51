import { ConversionError } from './conversion-error.ts';
import { type KerasContext, type KerasLayer, numbersAt, setting } from './keras-config.ts';
import { channelwise } from './layer-builder.ts';
import type { Tensor } from './layers.ts';

/** x · scale + offset: one number each, or one a channel. */
interface Scaling {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

/** Keras's names of arithmetic, as operations of Keras 3 and as functions that Keras 2 calls. */
const OPERATIONS: ReadonlyMap<unknown, 'add' | 'subtract' | 'multiply' | 'divide'> = new Map([
  ['Add', 'add'],
  ['Subtract', 'subtract'],
  ['Multiply', 'multiply'],
  ['TrueDivide', 'divide'],
  ['Divide', 'divide'],
  ['math.add', 'add'],
  ['__operators__.add', 'add'],
  ['math.subtract', 'subtract'],
  ['math.multiply', 'multiply'],
  ['math.truediv', 'divide'],
  ['math.divide', 'divide'],
]);

/**
 * What scales and shifts values, as models do with pixels at their front.
 * @returns the layer that holds the result; null where it is no such layer
 * @throws ConversionError where its numbers don't fit
 */
export function arithmetic(
  layer: KerasLayer,
  inputs: readonly string[],
  context: KerasContext,
): string | null {
  const [input = '', second = ''] = inputs;
  switch (layer.kind) {
    case 'Rescaling':
      return scaled(layer, input, context, {
        scale: numbersAt(layer, 'scale', 1),
        offset: numbersAt(layer, 'offset', 0),
      });
    case 'Normalization':
      return scaled(layer, input, context, normalisation(layer, context));
    case 'CustomScaleLayer':
    case 'Custom>CustomScaleLayer':
      return residual(layer, input, second, context);
    default: {
      const operation = OPERATIONS.get(layer.kind === 'TFOpLambda' ? setting(layer, 'function') : layer.kind);
      if (!operation || !layer.number || layer.inputs.length !== 1) return null;
      const { value, first } = layer.number;
      switch (operation) {
        case 'add':
          return scaled(layer, input, context, { scale: [1], offset: [value] });
        case 'subtract':
          return scaled(layer, input, context, { scale: [first ? -1 : 1], offset: [first ? value : -value] });
        case 'multiply':
          return scaled(layer, input, context, { scale: [value], offset: [0] });
        case 'divide':
          if (first || value === 0) throw new ConversionError(layer.name, 'a number divided by pixels');
          return scaled(layer, input, context, { scale: [1 / value], offset: [0] });
      }
    }
  }
}

function scaled(
  { name: source }: KerasLayer,
  input: string,
  { builder, name }: KerasContext,
  { scale, offset }: Scaling,
): string {
  const [one, other] = [scale[0] ?? 1, offset[0] ?? 0];
  if (scale.length === 1 && offset.length === 1)
    return builder.push({ name, kind: 'Rescaling', inputs: [input], scale: one, offset: other }, source);
  const channels = builder.channelsOf(input);
  const each = (values: readonly number[]): Tensor => {
    const [all = 0] = values;
    const spread = values.length === 1 ? new Float32Array(channels).fill(all) : Float32Array.from(values);
    return { shape: [spread.length], values: spread };
  };
  return builder.normalise(input, channelwise(channels, each(scale), each(offset)), name, source);
}

/** Keras divides by nothing smaller (keras.config.epsilon). */
const SMALLEST = 1e-7;

/**
 * (x − mean) / deviation, or back; a number a channel, or one for all
 * (keras/src/layers/preprocessing/normalization.py).
 */
function normalisation(layer: KerasLayer, { weight }: KerasContext): Scaling {
  const axes = [setting(layer, 'axis') ?? []].flat();
  if (axes.length > 1 || axes.some((axis) => axis !== -1 && axis !== 3))
    throw new ConversionError(layer.name, 'a normalisation that is not over channels');
  const learned = (setting(layer, 'mean') ?? null) === null;
  const mean = learned ? [...weight('mean').values] : numbersAt(layer, 'mean', 0);
  const variance = learned ? [...weight('variance').values] : numbersAt(layer, 'variance', 1);
  if (mean.length !== variance.length || mean.length === 0)
    throw new ConversionError(layer.name, `${mean.length} means and ${variance.length} variances`);
  const deviation = variance.map((value) => Math.max(Math.sqrt(value), SMALLEST));
  return setting(layer, 'invert') === true
    ? { scale: deviation, offset: mean }
    : {
        scale: deviation.map((value) => 1 / value),
        offset: mean.map((value, i) => -value / (deviation[i] ?? 1)),
      };
}

/** InceptionResNetV2's own layer: the first input plus the second times a number (keras/src/applications/inception_resnet_v2.py). */
function residual(layer: KerasLayer, first: string, second: string, { builder, name }: KerasContext): string {
  const [scale = 1, ...more] = numbersAt(layer, 'scale', 1);
  if (more.length > 0 || layer.inputs.length !== 2)
    throw new ConversionError(layer.name, 'it does not join two inputs');
  const rescaled = builder.push(
    { name: `${name}_scale`, kind: 'Rescaling', inputs: [second], scale, offset: 0 },
    layer.name,
  );
  return builder.push({ name, kind: 'Add', inputs: [first, rescaled] }, layer.name);
}

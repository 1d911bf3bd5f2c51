import { activate, leakyRelu } from './activations.ts';
import { ConversionError } from './conversion-error.ts';
import { arithmetic } from './keras-arithmetic.ts';
import {
  isOn,
  type KerasContext,
  type KerasLayer,
  numberAt,
  paddingOf,
  pairOf,
  setting,
  zeroPadding,
} from './keras-config.ts';
import { activationOf, ON_TOP, PASS } from './keras-kinds.ts';
import { filled } from './layer-builder.ts';
import type { ConvLayer, Tensor } from './layers.ts';

/**
 * Turns one layer into those of a backbone.
 * @param inputs the layers that hold its inputs
 * @returns the name of the layer that holds its output
 * @throws ConversionError where no rule covers it
 */
export function kerasRule(layer: KerasLayer, inputs: readonly string[], context: KerasContext): string {
  const scaled = arithmetic(layer, inputs, context);
  if (scaled !== null) return scaled;
  const { builder, name, weight } = context;
  const source = layer.name;
  const [first = ''] = inputs;
  const fail = (what: string): never => {
    throw new ConversionError(source, what);
  };
  switch (layer.kind) {
    case 'InputLayer':
      return builder.push({ name: 'input', kind: 'InputLayer', inputs }, source);
    case 'Conv2D':
    case 'DepthwiseConv2D': {
      const depthwise = layer.kind === 'DepthwiseConv2D';
      const kernel = weight(depthwise ? 'depthwise_kernel' : 'kernel');
      const conv = builder.push(convolution(layer, layer.kind, first, kernel, context), source);
      return activation(layer, conv, `${conv}_activation`, context);
    }
    case 'SeparableConv2D': {
      const deep = builder.push(
        {
          ...convolution(layer, 'DepthwiseConv2D', first, weight('depthwise_kernel'), context, false),
          name: `${name}_depthwise`,
        },
        source,
      );
      const conv = builder.push(
        {
          ...convolution(layer, 'Conv2D', deep, weight('pointwise_kernel'), context),
          strides: [1, 1],
          padding: 'valid',
        },
        source,
      );
      return activation(layer, conv, `${conv}_activation`, context);
    }
    case 'BatchNormalization': {
      const axis = [setting(layer, 'axis') ?? -1].flat()[0];
      if (axis !== -1 && axis !== 3) fail('a batch-norm that is not over channels');
      const norm = {
        gamma: isOn(layer, 'scale') ? weight('gamma') : undefined,
        beta: isOn(layer, 'center') ? weight('beta') : undefined,
        mean: weight('moving_mean'),
        variance: weight('moving_variance'),
        epsilon: numberAt(layer, 'epsilon', 1e-3),
      };
      return builder.normalise(first, norm, name, source);
    }
    case 'Activation':
      return activation(
        layer,
        first,
        setting(layer, 'activation') === 'relu' ? `${first}_relu` : name,
        context,
      );
    case 'ReLU': {
      const limit = setting(layer, 'max_value') ?? null;
      if (numberAt(layer, 'threshold', 0) !== 0 || numberAt(layer, 'negative_slope', 0) !== 0)
        fail('a ReLU with a threshold or a slope');
      if (limit !== null && limit !== 6) fail(`a ReLU up to ${limit}`);
      return builder.push({ name, kind: 'ReLU', inputs, maxValue: limit === null ? null : 6 }, source);
    }
    case 'LeakyReLU': {
      const slope = numberAt(layer, 'negative_slope', numberAt(layer, 'alpha', 0.3));
      if (!(slope >= 0 && slope < 1)) fail(`a slope of ${slope}`);
      return leakyRelu(builder, slope, { input: first, name, source });
    }
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const poolSize = pairOf(layer, 'pool_size', [2, 2]);
      const strides = pairOf(layer, 'strides', poolSize);
      return builder.push(
        { name, kind: layer.kind, inputs, poolSize, strides, padding: paddingOf(layer) },
        source,
      );
    }
    case 'GlobalAveragePooling2D': {
      if (setting(layer, 'keepdims') !== true)
        return builder.push({ name, kind: layer.kind, inputs }, source);
      const pooled = builder.push({ name: `${name}_pool`, kind: layer.kind, inputs }, source);
      const targetShape = [1, 1, builder.channelsOf(first)];
      return builder.push({ name, kind: 'Reshape', inputs: [pooled], targetShape }, source);
    }
    case 'Reshape': {
      const targetShape = [1, 1, builder.channelsOf(first)];
      const wanted = [setting(layer, 'target_shape')].flat();
      const pooled = builder.at(first)?.kind === 'GlobalAveragePooling2D';
      if (!pooled || wanted.length !== 3 || wanted[0] !== 1 || wanted[1] !== 1)
        throw new ConversionError(source, 'leaves pictures behind', true);
      return builder.push({ name, kind: 'Reshape', inputs, targetShape }, source);
    }
    case 'ZeroPadding2D':
      return builder.push({ name, kind: 'ZeroPadding2D', inputs, padding: zeroPadding(layer) }, source);
    case 'Concatenate': {
      const axis = setting(layer, 'axis') ?? -1;
      if (axis !== 3 && axis !== -1) fail('does not join channels');
      return builder.push({ name, kind: 'Concatenate', inputs }, source);
    }
    case 'Add':
    case 'Multiply':
      return builder.push({ name, kind: layer.kind, inputs }, source);
    default:
      if (PASS.has(layer.kind)) return first;
      throw new ConversionError(source, `no rule for ${layer.kind}`, ON_TOP.has(layer.kind));
  }
}

/** @param biased false: a part of a layer whose bias comes later */
function convolution(
  layer: KerasLayer,
  kind: ConvLayer['kind'],
  input: string,
  kernel: Tensor,
  { name, weight }: KerasContext,
  biased = isOn(layer, 'use_bias'),
): ConvLayer {
  const outputs = kernel.shape[kind === 'Conv2D' ? 3 : 2] ?? 0;
  return {
    name,
    kind,
    inputs: [input],
    kernel,
    bias: biased ? weight('bias') : filled([outputs], 0),
    strides: pairOf(layer, 'strides', [1, 1]),
    padding: paddingOf(layer),
  };
}

/** The activation that a layer has, if it has one. */
function activation(
  layer: KerasLayer,
  input: string,
  name: string,
  { builder, version }: KerasContext,
): string {
  const wanted = setting(layer, 'activation') ?? 'linear';
  if (wanted === 'linear') return input;
  const kind = activationOf(wanted, version);
  if (!kind) throw new ConversionError(layer.name, `no rule for ${wanted}`, wanted === 'softmax');
  return activate(builder, kind, { input, name, source: layer.name });
}

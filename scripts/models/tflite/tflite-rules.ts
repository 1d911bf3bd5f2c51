import { activate } from '../../../src/core/backbone/convert/activations.ts';
import { ConversionError } from '../../../src/core/backbone/convert/conversion-error.ts';
import { filled, type LayerBuilder } from '../../../src/core/backbone/convert/layer-builder.ts';
import type { Size } from '../../../src/core/backbone/convert/layers.ts';
import { convKernel, depthwiseKernel, integersOf, valuesOf } from './constants.ts';
import type { FusedActivation } from './read-operator.ts';
import type { TfliteOperator, TfliteTensor } from './read-tflite.ts';

interface TfliteContext {
  readonly builder: LayerBuilder;
  /** Of the layer that the operator becomes. */
  readonly name: string;
  readonly output: TfliteTensor;
  readonly tensorAt: (index: number) => TfliteTensor;
  /** The layer that holds a tensor's value. */
  readonly convert: (index: number) => string;
}

/**
 * Turns one operator into layers.
 * @returns the name of the layer that holds its output
 * @throws ConversionError where no rule covers it
 */
export function tfliteRule(operator: TfliteOperator, context: TfliteContext): string {
  const { builder, name, output, tensorAt, convert } = context;
  const source = output.name;
  const at = (input: number): number => operator.inputs[input] ?? -1;
  const constant = (input: number): TfliteTensor => {
    const tensor = tensorAt(at(input));
    if (tensor.data.length === 0) throw new ConversionError(source, `${tensor.name} is not a constant`);
    return tensor;
  };
  const activated = (activation: FusedActivation, input: string): string => {
    if (activation === 'none') return input;
    if (activation !== 'relu' && activation !== 'relu6')
      throw new ConversionError(source, `no rule for the activation ${activation}`);
    return activate(builder, activation, { input, name: `${name}_relu`, source });
  };

  switch (operator.op) {
    case 'CONV_2D':
    case 'DEPTHWISE_CONV_2D': {
      if (operator.dilation.some((rate) => rate !== 1))
        throw new ConversionError(source, 'a dilated convolution');
      const inputs = [convert(at(0))];
      const kernel = (operator.op === 'CONV_2D' ? convKernel : depthwiseKernel)(constant(1));
      const channels = kernel.shape[operator.op === 'CONV_2D' ? 3 : 2] ?? 0;
      const conv = builder.push(
        {
          name,
          kind: operator.op === 'CONV_2D' ? 'Conv2D' : 'DepthwiseConv2D',
          inputs,
          kernel,
          bias: at(2) === -1 ? filled([channels], 0) : valuesOf(constant(2)),
          strides: operator.strides,
          padding: operator.padding,
        },
        source,
      );
      return activated(arithmeticActivation(operator.activation, output), conv);
    }
    case 'MAX_POOL_2D':
    case 'AVERAGE_POOL_2D': {
      const kind = operator.op === 'MAX_POOL_2D' ? 'MaxPooling2D' : 'AveragePooling2D';
      const { poolSize, strides, padding } = operator;
      const inputs = [convert(at(0))];
      const pool = builder.push({ name, kind, inputs, poolSize, strides, padding }, source);
      return activated(operator.activation, pool);
    }
    case 'CONCATENATION': {
      if (operator.axis !== 3 && operator.axis !== -1)
        throw new ConversionError(source, 'does not join channels');
      const inputs = operator.inputs.map(convert);
      return activated(operator.activation, builder.push({ name, kind: 'Concatenate', inputs }, source));
    }
    case 'ADD': {
      const inputs = operator.inputs.map(convert);
      const sum = builder.push({ name, kind: 'Add', inputs }, source);
      return activated(arithmeticActivation(operator.activation, output), sum);
    }
    case 'PAD': {
      const [b0, b1, top = 0, bottom = 0, left = 0, right = 0, c0, c1] = integersOf(constant(1));
      if (b0 || b1 || c0 || c1) throw new ConversionError(source, 'pads more than the picture');
      const padding: readonly [Size, Size] = [
        [top, bottom],
        [left, right],
      ];
      return builder.push({ name, kind: 'ZeroPadding2D', inputs: [convert(at(0))], padding }, source);
    }
    case 'other':
      throw new ConversionError(source, `no rule for ${operator.called}`);
  }
}

/**
 * The activation of an operator whose result may be negative. A quantised graph leaves ReLU out: the range of the result
 * begins at zero, and what is below is lost in it. The range's other end is no limit of the network: it is the largest
 * value that its training met.
 */
function arithmeticActivation(fused: FusedActivation, { type, quantisation }: TfliteTensor): FusedActivation {
  const fromZero = type === 'uint8' && quantisation !== undefined && quantisation.zeroPoint[0] === 0;
  return fused === 'none' && fromZero ? 'relu' : fused;
}

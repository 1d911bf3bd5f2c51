import { ConversionError } from '../../../src/core/backbone/convert/conversion-error.ts';
import { type Converter, remembered } from '../../../src/core/backbone/convert/graph-source.ts';
import { LayerBuilder } from '../../../src/core/backbone/convert/layer-builder.ts';
import type { TfliteModel } from './read-tflite.ts';
import { tfliteRule } from './tflite-rules.ts';

interface TfliteSource {
  readonly model: TfliteModel;
  /** A readable layer name for the tensor that holds its output. */
  readonly layerName: (tensor: string) => string;
}

/**
 * The parts of a TensorFlow Lite graph between its input and what is asked for, as Keras layers. Weights of 8 bits keep their
 * integers, and where the file says ReLU only by the range of a result, it becomes a layer.
 * @throws ConversionError on an operator or an option that no rule covers
 */
export function tfliteConverter({ model, layerName }: TfliteSource): Converter {
  const { tensors, operators, inputs } = model;
  const builder = new LayerBuilder();
  const indices = new Map(tensors.map(({ name }, index) => [name, index]));
  const makers = new Map(operators.flatMap((operator) => operator.outputs.map((made) => [made, operator])));
  const outputs = remembered();

  const tensorAt = (index: number) => {
    const tensor = tensors[index];
    if (tensor === undefined) throw new ConversionError('', `the graph has no tensor ${index}`);
    return tensor;
  };
  const convert = (index: number): string =>
    outputs(String(index), () => {
      const output = tensorAt(index);
      if (index === inputs[0])
        return builder.push({ name: 'input', kind: 'InputLayer', inputs: [] }, output.name);
      const operator = makers.get(index);
      if (operator === undefined) throw new ConversionError(output.name, 'no operator makes it');
      return tfliteRule(operator, { builder, name: layerName(output.name), output, tensorAt, convert });
    });

  return {
    convert: (tensor) => {
      const index = indices.get(tensor);
      if (index === undefined) throw new ConversionError(tensor, 'the graph has no such tensor');
      return convert(index);
    },
    layers: builder.layers,
    sources: builder.sources,
  };
}

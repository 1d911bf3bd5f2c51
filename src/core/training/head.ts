import { softmax } from '../softmax.ts';
import type { Standardisation } from './standardise.ts';

/** A dense layer: outputs = inputs · kernel + bias. */
export interface DenseLayer {
  /** [inputs, outputs], row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** Dense layers with ReLU between them and softmax at the end; takes raw features. */
export type Head = readonly DenseLayer[];

/**
 * Rewrites a layer that was trained on standardised features so that it takes raw ones:
 * ((x − mean) / deviation) · W + b = x · (W / deviation) + (b − (mean / deviation) · W).
 */
export function foldStandardisation(
  layer: DenseLayer,
  { mean, inverseDeviation }: Standardisation,
): DenseLayer {
  const outputs = layer.bias.length;
  const kernel = new Float32Array(layer.kernel.length);
  const bias = Float64Array.from(layer.bias);
  for (let i = 0; i < mean.length; i++) {
    for (let j = 0; j < outputs; j++) {
      const weight = (layer.kernel[i * outputs + j] ?? 0) * (inverseDeviation[i] ?? 0);
      kernel[i * outputs + j] = weight;
      bias[j] = (bias[j] ?? 0) - (mean[i] ?? 0) * weight;
    }
  }
  return { kernel, bias: Float32Array.from(bias) };
}

/**
 * Logits of the classes for one photo.
 * @param features raw, as the backbone gives them
 * @returns as many as the last layer has outputs
 */
export function predictLogits(head: Head, features: Float32Array): Float32Array {
  let values = features;
  head.forEach((layer, i) => {
    values = dense(layer, values);
    if (i < head.length - 1) for (let j = 0; j < values.length; j++) values[j] = Math.max(0, values[j] ?? 0);
  });
  return values;
}

/** Probabilities of the classes for one photo, as `predictLogits`; they sum to 1. */
export const predictProbabilities = (head: Head, features: Float32Array): Float32Array =>
  softmax(predictLogits(head, features));

function dense({ kernel, bias }: DenseLayer, inputs: Float32Array): Float32Array {
  const outputs = bias.slice();
  const width = outputs.length;
  for (let i = 0; i < inputs.length; i++) {
    const x = inputs[i] ?? 0;
    if (x === 0) continue;
    for (let j = 0, at = i * width; j < width; j++, at++)
      outputs[j] = (outputs[j] ?? 0) + x * (kernel[at] ?? 0);
  }
  return outputs;
}

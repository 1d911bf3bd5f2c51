import type { BackboneInput } from '../backbone/card.ts';
import { weightNames } from '../backbone/program.ts';
import type { Layer, Topology } from '../backbone/topology.ts';
import type { Weights } from '../backbone/weights.ts';
import type { Head } from '../training/head.ts';

/** A classifier from pixels to probabilities, in layers that TensorFlow.js, Keras and ONNX all have. */
export interface WholeModel {
  /**
   * Input: [batch, size, size, 3], RGB, 0…255, its one InputLayer. Output: [batch, classes], softmax. No shards: how
   * the weights are written is each format's own.
   */
  readonly topology: Topology;
  readonly weights: Weights;
}

/** Names of the layers that are put around a backbone's own. */
export const WHOLE_LAYERS = {
  pixels: 'pixels',
  normalise: 'normalise',
  average: 'average',
  hidden: 'hidden',
  probabilities: 'probabilities',
} as const;

/** What the layers around a backbone are called: `WHOLE_LAYERS`, another name where the backbone has a layer of that name. */
export interface WholeNames {
  readonly pixels: string;
  readonly normalise: string;
  /** The layer whose output the head takes: the backbone's own mean over space, or means side by side, where it ends so. */
  readonly features: string;
  /** Of the head's layers, the output last. */
  readonly dense: readonly string[];
}

/** @param depth how many layers the head has */
export function wholeNames({ layers, output }: Topology, depth: number): WholeNames {
  const taken = new Set(layers.map(({ name }) => name));
  const named = (name: string): string => (taken.has(name) ? named(`${name}_`) : name);
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const isVector = (name: string): boolean => {
    const layer = byName.get(name);
    if (layer?.kind === 'Concatenate') return layer.inputs.every(isVector);
    return layer?.kind === 'GlobalAveragePooling2D';
  };
  const averaged = isVector(output);
  return {
    pixels: named(WHOLE_LAYERS.pixels),
    normalise: named(WHOLE_LAYERS.normalise),
    features: averaged ? output : named(WHOLE_LAYERS.average),
    dense: Array.from({ length: depth }, (_, i) => {
      if (i === depth - 1) return named(WHOLE_LAYERS.probabilities);
      return named(i === 0 ? WHOLE_LAYERS.hidden : `${WHOLE_LAYERS.hidden}_${i}`);
    }),
  };
}

/**
 * A backbone, its preprocessing before it and a head behind it, as one model.
 *
 * Channel order, mean and standard deviation are one 1×1 convolution, which every format has: what comes in are plain
 * RGB pixels. The temperature is in the last layer: what comes out is what the page says.
 * @param topology of the backbone, one input and one output
 * @param weights the backbone's, those that a run has changed in their places; of other layers they are left out
 * @param head takes the backbone's features, averaged over space
 */
export function wholeModel(
  { topology, weights }: WholeModel,
  input: BackboneInput,
  head: Head,
  temperature: number,
): WholeModel {
  const [first, ...own] = topology.layers;
  if (first?.kind !== 'InputLayer') throw new TypeError('The backbone does not begin with its input.');
  const names = wholeNames(topology, head.length);
  const rewired = own.map((layer) => ({
    ...layer,
    inputs: layer.inputs.map((name) => (name === first.name ? names.normalise : name)),
  }));
  const average: Layer = {
    name: names.features,
    kind: 'GlobalAveragePooling2D',
    config: { data_format: 'channels_last' },
    inputs: [topology.output],
  };
  const layers = [
    ...preprocessing(names, input.size),
    ...rewired,
    ...(names.features === topology.output ? [] : [average]),
    ...head.map(({ bias }, i): Layer => {
      const activation = i === head.length - 1 ? 'softmax' : 'relu';
      return {
        name: names.dense[i] ?? '',
        kind: 'Dense',
        config: { units: bias.length, activation, use_bias: true },
        inputs: [names.dense[i - 1] ?? names.features],
      };
    }),
  ];

  // Where an earlier depth is read, what lies above it has weights that nothing here takes.
  const present = new Set(own.map(({ name }) => name));
  const all = new Map([...weights].filter(([name]) => present.has(name.slice(0, name.lastIndexOf('/')))));
  const convolution = weightNames(names.normalise, false);
  const { kernel, bias } = normalisation(input);
  all.set(convolution.kernel, { shape: [1, 1, 3, 3], values: kernel });
  all.set(convolution.bias, { shape: [3], values: bias });
  head.forEach((layer, i) => {
    const scale = i === head.length - 1 ? 1 / temperature : 1;
    const outputs = layer.bias.length;
    const dense = weightNames(names.dense[i] ?? '', false);
    const shape = [layer.kernel.length / outputs, outputs];
    all.set(dense.kernel, { shape, values: layer.kernel.map((value) => value * scale) });
    all.set(dense.bias, { shape: [outputs], values: layer.bias.map((value) => value * scale) });
  });
  return {
    topology: {
      layers,
      output: names.dense.at(-1) ?? names.features,
      weights: [...all].map(([name, { shape }]) => ({ name, shape, dtype: 'float32' as const })),
      shards: [],
    },
    weights: all,
  };
}

/** The input and the normalisation. */
function preprocessing({ pixels, normalise }: WholeNames, size: number): readonly Layer[] {
  return [
    {
      name: pixels,
      kind: 'InputLayer',
      config: { batch_input_shape: [null, size, size, 3], dtype: 'float32', sparse: false },
      inputs: [],
    },
    {
      name: normalise,
      kind: 'Conv2D',
      config: {
        filters: 3,
        kernel_size: [1, 1],
        strides: [1, 1],
        padding: 'valid',
        data_format: 'channels_last',
        dilation_rate: [1, 1],
        activation: 'linear',
        use_bias: true,
      },
      inputs: [pixels],
    },
  ];
}

/** x = (pixel − mean) / std, in the model's channel order, as a 1×1 convolution of RGB: kernel [1, 1, in, out], bias [out]. */
function normalisation({ channels, mean, std }: BackboneInput): { kernel: Float32Array; bias: Float32Array } {
  const kernel = new Float32Array(9);
  const bias = new Float32Array(3);
  for (let out = 0; out < 3; out++) {
    const from = channels === 'RGB' ? out : 2 - out;
    kernel[from * 3 + out] = 1 / (std[out] ?? 1);
    bias[out] = -(mean[out] ?? 0) / (std[out] ?? 1);
  }
  return { kernel, bias };
}

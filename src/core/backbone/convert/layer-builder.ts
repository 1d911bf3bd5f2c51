import { ConversionError } from './conversion-error.ts';
import { type BatchNorm, foldBatchNorm } from './fold.ts';
import type { ConvLayer, Layer, Tensor } from './layers.ts';

/** Layers in topological order; `sources` tells which node or layer of the source each came from. */
export interface ConvertedLayers {
  readonly layers: readonly Layer[];
  readonly sources: ReadonlyMap<string, string>;
}

/** Weights of a source model by name. */
export type WeightSource = Pick<ReadonlyMap<string, Tensor>, 'get' | 'has'>;

/** A channel's value times gamma plus beta. */
export const channelwise = (channels: number, gamma?: Tensor, beta?: Tensor): BatchNorm => ({
  gamma,
  beta,
  mean: filled([channels], 0),
  variance: filled([channels], 1),
  epsilon: 0,
});

export const filled = (shape: readonly number[], value: number): Tensor => ({
  shape,
  values: new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value),
});

/** Collects the layers that the rules of a converter make. Its methods return the name of the layer that holds the result. */
export class LayerBuilder implements ConvertedLayers {
  readonly layers: Layer[] = [];
  readonly sources = new Map<string, string>();
  readonly #indices = new Map<string, number>();
  readonly #channels = new Map<string, number>();
  readonly #shared = new Set<string>();

  /**
   * @param layer its name is lengthened where there is one of that name already
   * @param source the node or layer that it comes from
   * @throws ConversionError where its weights don't fit its input
   */
  push(layer: Layer, source: string): string {
    let { name } = layer;
    for (let i = 2; this.#indices.has(name); i++) name = `${layer.name}_${i}`;
    this.#channels.set(name, this.#outputChannels(layer, source));
    this.#indices.set(name, this.layers.length);
    this.layers.push({ ...layer, name });
    this.sources.set(name, source);
    return name;
  }

  /** Number of channels of a layer's output. */
  channelsOf(name: string): number {
    return this.#channels.get(name) ?? 0;
  }

  at(name: string): Layer | undefined {
    return this.layers[this.#indices.get(name) ?? -1];
  }

  /** Notes that more than one thing reads a layer's output, so that nothing may be folded into it. */
  share(name: string): void {
    this.#shared.add(name);
  }

  /**
   * A batch normalisation, or another factor and addend a channel: folded into the convolution before it where only
   * this reads it, else a depthwise convolution of 1×1.
   * @throws ConversionError where it is of another number of channels
   */
  normalise(input: string, norm: BatchNorm, name: string, source: string): string {
    for (const tensor of [norm.mean, norm.variance, norm.gamma, norm.beta])
      if (tensor && tensor.values.length !== this.channelsOf(input))
        throw new ConversionError(
          source,
          `${tensor.values.length} numbers for the ${this.channelsOf(input)} channels that come`,
        );
    const before = this.at(input);
    const index = this.#indices.get(input);
    const folds = before?.kind === 'Conv2D' || before?.kind === 'DepthwiseConv2D';
    if (folds && index !== undefined && !this.#shared.has(input)) {
      this.layers[index] = { ...before, ...folded(before, norm) };
      return input;
    }
    const channels = this.channelsOf(input);
    const { kernel, bias } = foldBatchNorm(filled([1, 1, 1, channels], 1), undefined, norm);
    return this.push(
      {
        name,
        kind: 'DepthwiseConv2D',
        inputs: [input],
        kernel: { shape: [1, 1, channels, 1], values: kernel.values },
        bias,
        strides: [1, 1],
        padding: 'valid',
      },
      source,
    );
  }

  #outputChannels(layer: Layer, source: string): number {
    const inputs = layer.inputs.map((name) => this.channelsOf(name));
    const [channels = 0] = inputs;
    switch (layer.kind) {
      case 'InputLayer':
        return 3;
      case 'Conv2D':
      case 'DepthwiseConv2D':
        return checkedChannels(layer, channels, source);
      case 'Concatenate':
        return inputs.reduce((sum, one) => sum + one, 0);
      case 'Add':
      case 'Multiply':
        if (inputs.length !== 2) throw new ConversionError(source, `takes ${inputs.length} inputs, not two`);
        if (inputs[1] !== channels)
          throw new ConversionError(source, `joins ${channels} channels and ${inputs[1]}`);
        return channels;
      default:
        return channels;
    }
  }
}

function folded(conv: ConvLayer, norm: BatchNorm): Pick<ConvLayer, 'kernel' | 'bias'> {
  const { shape, values } = conv.kernel;
  const [rows = 0, columns = 0, inputs = 0] = shape;
  // A depthwise kernel's output channels are its inputs, which change fastest too.
  const view = conv.kind === 'Conv2D' ? shape : [rows, columns, 1, inputs];
  const { kernel, bias } = foldBatchNorm({ shape: view, values }, conv.bias, norm);
  return { kernel: { shape, values: kernel.values }, bias };
}

/** @returns the number of output channels */
function checkedChannels({ kind, kernel, bias }: ConvLayer, channels: number, source: string): number {
  const [rows, columns, inputs, last] = kernel.shape;
  if (kernel.shape.length !== 4 || !rows || !columns || !last)
    throw new ConversionError(source, `a kernel of shape ${kernel.shape}`);
  if (kind === 'DepthwiseConv2D' && last !== 1)
    throw new ConversionError(source, 'a depthwise convolution that multiplies its channels');
  if (inputs !== channels)
    throw new ConversionError(source, `a kernel for ${inputs} channels, where ${channels} come`);
  const outputs = kind === 'Conv2D' ? last : inputs;
  if (bias.values.length !== outputs)
    throw new ConversionError(source, `${outputs} channels and ${bias.values.length} biases`);
  return outputs;
}

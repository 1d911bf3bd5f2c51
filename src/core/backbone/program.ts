import type { Layer, Topology } from './topology.ts';
import type { Weights } from './weights.ts';

export type Activation = 'linear' | 'relu' | 'relu6';
export type Padding = 'same' | 'valid';

/** One operation on values named by the layer that makes them. All pictures are [batch, height, width, channels]. */
export type Step = { readonly inputs: readonly string[]; readonly output: string } & (
  | {
      /** Its output is the layer's name, and its weights have the layer's names in model.json: see `weightNames`. */
      readonly op: 'conv' | 'depthwise';
      /** [height, width, in, out], for depthwise [height, width, in, multiplier]. */
      readonly kernel: Float32Array;
      readonly kernelShape: readonly [number, number, number, number];
      readonly bias: Float32Array;
      readonly strides: readonly [number, number];
      readonly padding: Padding;
      readonly activation: Activation;
    }
  | { readonly op: 'add' | 'multiply' | 'concat' | 'globalAverage' | 'spatial' }
  | { readonly op: 'addScalar' | 'scale'; readonly value: number }
  | { readonly op: 'relu' | 'relu6' }
  | { readonly op: 'sigmoid' }
  | {
      readonly op: 'maxPool' | 'averagePool';
      readonly size: readonly [number, number];
      readonly strides: readonly [number, number];
      readonly padding: Padding;
    }
  /** [[top, bottom], [left, right]] rows and columns of zeros. */
  | {
      readonly op: 'zeroPad';
      readonly padding: readonly [readonly [number, number], readonly [number, number]];
    }
);

/**
 * What is put into convolutions. 'all': activations and constants. 'activations': so each convolution keeps the weights
 * of model.json as they are, which training needs: a factor folded into a kernel would change its rate of learning.
 */
export type Folding = 'all' | 'activations';

export interface Program {
  readonly input: string;
  readonly steps: readonly Step[];
  readonly output: string;
  /** After step i, the values that nothing needs any more. */
  readonly released: readonly (readonly string[])[];
}

/**
 * Compiles a LayersModel to fused operations that compute the same function: activations and added constants go
 * into the convolution before them, constant factors (hard-swish's 1/6) into the convolution after them.
 * Measured in docs/BENCHMARKS.md.
 * @throws TypeError for a kind of layer, or a way to configure one, that it does not know
 */
export function compile(topology: Topology, weights: Weights, folding: Folding = 'all'): Program {
  const consumers = new Map<string, Layer[]>();
  for (const layer of topology.layers)
    for (const input of layer.inputs) consumers.set(input, [...(consumers.get(input) ?? []), layer]);
  const onlyConsumer = (name: string) => {
    const all = consumers.get(name) ?? [];
    return all.length === 1 && name !== topology.output ? all[0] : undefined;
  };

  const steps: Step[] = [];
  /** Layers whose work another step does: the value that stands for theirs. */
  const alias = new Map<string, string>();
  /** A layer's value is the stored one times this. */
  const factors = new Map<string, number>();
  const value = (name: string): string => alias.get(name) ?? name;
  const factor = (name: string): number => factors.get(value(name)) ?? 1;
  let input = '';

  for (const layer of topology.layers) {
    if (alias.has(layer.name)) continue;
    check(layer);
    const inputs = layer.inputs.map(value);
    const common = { inputs, output: layer.name };
    const scale = factor(layer.inputs[0] ?? '');
    /** For functions with f(s·x) = s·f(x): compute on the stored value, remember the factor. */
    const homogeneous = () => factors.set(layer.name, scale);
    /** For all others: the value itself. */
    const scaled = () => (scale === 1 ? inputs : [scaleStep(steps, inputs[0] ?? '', scale)]);
    const { config } = layer;
    switch (layer.kind) {
      case 'InputLayer':
        input = layer.name;
        break;
      case 'Conv2D':
      case 'DepthwiseConv2D': {
        const depthwise = layer.kind === 'DepthwiseConv2D';
        const names = weightNames(layer.name, depthwise);
        const kernel = weight(weights, names.kernel);
        let bias = weight(weights, names.bias).values;
        let activation: Activation = 'linear';
        let last = layer;
        const absorb = (next: Layer) => {
          alias.set(next.name, layer.name);
          last = next;
        };
        let next = onlyConsumer(last.name);
        if (folding === 'all' && next?.kind === 'Rescaling' && next.config.scale === 1) {
          const offset = Number(next.config.offset);
          bias = bias.map((b) => b + offset);
          absorb(next);
          next = onlyConsumer(last.name);
        }
        if (next?.kind === 'ReLU') {
          activation = next.config.max_value === 6 ? 'relu6' : 'relu';
          absorb(next);
        }
        steps.push({
          ...common,
          op: depthwise ? 'depthwise' : 'conv',
          kernel: scale === 1 ? kernel.values : kernel.values.map((w) => w * scale),
          kernelShape: kernel.shape as [number, number, number, number],
          bias,
          strides: config.strides as [number, number],
          padding: config.padding as Padding,
          activation,
        });
        break;
      }
      case 'Rescaling': {
        const offset = Number(config.offset);
        const product = scale * Number(config.scale);
        if (offset === 0 && folding === 'activations') {
          steps.push({ ...common, op: 'scale', value: product });
        } else if (offset === 0 && product > 0) {
          // No step: whoever takes the value takes the factor with it. ReLU and maximum let only positive ones through.
          steps.push({ ...common, op: 'scale', value: 1 });
          factors.set(layer.name, product);
        } else {
          const times = product === 1 ? inputs : [scaleStep(steps, inputs[0] ?? '', product)];
          steps.push({ ...common, inputs: times, op: 'addScalar', value: offset });
        }
        break;
      }
      case 'Activation':
        steps.push({ ...common, inputs: scaled(), op: 'sigmoid' });
        break;
      case 'ReLU':
        if (config.max_value === 6) {
          steps.push({ ...common, inputs: scaled(), op: 'relu6' });
        } else {
          steps.push({ ...common, op: 'relu' });
          homogeneous();
        }
        break;
      case 'Multiply':
        steps.push({ ...common, op: 'multiply' });
        factors.set(
          layer.name,
          layer.inputs.reduce((product, name) => product * factor(name), 1),
        );
        break;
      case 'Add':
      case 'Concatenate':
        steps.push({
          ...common,
          inputs: layer.inputs.map((name) =>
            factor(name) === 1 ? value(name) : scaleStep(steps, value(name), factor(name)),
          ),
          op: layer.kind === 'Add' ? 'add' : 'concat',
        });
        break;
      case 'GlobalAveragePooling2D':
        steps.push({ ...common, op: 'globalAverage' });
        homogeneous();
        break;
      case 'Reshape':
        steps.push({ ...common, op: 'spatial' });
        homogeneous();
        break;
      case 'MaxPooling2D':
      case 'AveragePooling2D':
        steps.push({
          ...common,
          op: layer.kind === 'MaxPooling2D' ? 'maxPool' : 'averagePool',
          size: config.pool_size as [number, number],
          strides: config.strides as [number, number],
          padding: config.padding as Padding,
        });
        homogeneous();
        break;
      case 'ZeroPadding2D':
        steps.push({
          ...common,
          op: 'zeroPad',
          padding: config.padding as [[number, number], [number, number]],
        });
        homogeneous();
        break;
      default:
        throw new TypeError(`Layer ${layer.name} is of a kind that is not supported: ${layer.kind}.`);
    }
  }

  let output = value(topology.output);
  if (factor(topology.output) !== 1) output = scaleStep(steps, output, factor(topology.output));
  return finish(input, steps, output);
}

/** The names of a convolution's weights in model.json. */
export function weightNames(layer: string, depthwise: boolean): { kernel: string; bias: string } {
  return { kernel: `${layer}/${depthwise ? 'depthwise_kernel' : 'kernel'}`, bias: `${layer}/bias` };
}

/** What would otherwise be computed wrongly without a word. */
function check({ name, kind, config, inputs }: Layer): void {
  const { activation = 'linear', max_value: limit, dilation_rate: dilation = [1, 1] } = config;
  const known =
    activation === (kind === 'Activation' ? 'sigmoid' : 'linear') &&
    (limit ?? 6) === 6 &&
    (dilation as number[]).every((rate) => rate === 1) &&
    (inputs.length === 2 || (kind !== 'Add' && kind !== 'Multiply'));
  if (!known) throw new TypeError(`Layer ${name} (${kind}) is configured in a way that is not supported.`);
}

function scaleStep(steps: Step[], input: string, value: number): string {
  const output = `${input}·${value}`;
  if (!steps.some((step) => step.output === output))
    steps.push({ op: 'scale', inputs: [input], output, value });
  return output;
}

function weight(weights: Weights, name: string) {
  const found = weights.get(name);
  if (!found) throw new TypeError(`The model has no weights named ${name}.`);
  return found;
}

/** Takes out the factors of 1, and finds where each value is used last. */
function finish(input: string, all: readonly Step[], output: string): Program {
  const same = new Map<string, string>();
  const resolve = (name: string): string => same.get(name) ?? name;
  const steps: Step[] = [];
  for (const step of all) {
    const inputs = step.inputs.map(resolve);
    if (step.op === 'scale' && step.value === 1) same.set(step.output, inputs[0] ?? '');
    else steps.push({ ...step, inputs });
  }
  const last = new Map<string, number>();
  steps.forEach((step, i) => {
    for (const name of step.inputs) last.set(name, i);
  });
  const released = steps.map((_, i) =>
    [...last]
      .filter(([name, at]) => at === i && name !== input && name !== resolve(output))
      .map(([name]) => name),
  );
  return { input, steps, output: resolve(output), released };
}

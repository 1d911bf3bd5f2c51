import { seededRandom } from '../../../../src/core/random.ts';
import { GraphBuilder } from '../../../../src/engine/export/onnx/graph-builder.ts';
import { encodeModel, type OnnxAttribute, type OnnxTensor } from '../../../../src/engine/onnx/onnx-proto.ts';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** An ONNX file that is put together node by node, with the same random weights every time. */
export class OnnxFile {
  readonly #graph = new GraphBuilder();
  readonly #random = seededRandom('onnx');
  readonly #opset: number;
  #count = 0;

  /** @param opset version of the operators */
  constructor(opset = 17) {
    this.#opset = opset;
  }

  /** @returns the name of what the node makes */
  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#graph.node(operator, inputs, `${operator}_${this.#count++}`, attributes);
  }

  /** @returns the name of an initialiser of random numbers between `least` and 1 */
  weight(dims: readonly number[], least = -1): string {
    const length = dims.reduce((product, size) => product * size, 1);
    return this.tensor(
      dims,
      Float32Array.from({ length }, () => least + this.#random() * (1 - least)),
    );
  }

  tensor(dims: readonly number[], values: OnnxTensor['values']): string {
    return this.#graph.constant(`weight_${this.#count++}`, dims, values);
  }

  scalar(value: number): string {
    return this.tensor([], Float32Array.of(value));
  }

  /** Whole numbers: shapes, axes, pads. */
  list(...values: number[]): string {
    return this.tensor([values.length], BigInt64Array.from(values, BigInt));
  }

  /** @param kernel rows and columns */
  conv(
    x: string,
    from: number,
    to: number,
    kernel: readonly [number, number],
    more: Attributes = {},
  ): string {
    const weights = [this.weight([to, from, ...kernel]), this.weight([to])];
    return this.node('Conv', [x, ...weights], { kernel_shape: kernel, ...more });
  }

  relu(x: string): string {
    return this.node('Relu', [x]);
  }

  /** @param dims of the input 'x', a batch in front */
  bytes(
    output: string,
    dims: readonly (number | string)[],
    outputDims: readonly string[] = ['N', 'c', 'h', 'w'],
  ) {
    return encodeModel({
      irVersion: 8,
      opset: this.#opset,
      producer: { name: 'test', version: '1' },
      doc: '',
      graph: {
        name: 'main_graph',
        nodes: this.#graph.nodes,
        initializers: this.#graph.initializers,
        inputs: [{ name: 'x', dims: ['N', ...dims] }],
        outputs: [{ name: output, dims: outputDims }],
        values: [],
      },
      metadata: {},
    });
  }
}

/** What is between the picture and the end: it takes six channels, none below zero, and gives some. */
export interface Middle {
  readonly make: (file: OnnxFile, x: string) => string;
  readonly channels: number;
}

/** A network of a convolution, something, and another convolution, as PyTorch writes it: channels second. */
export function asPytorch(
  { make, channels }: Middle,
  size: number | string,
  opset?: number,
): Uint8Array<ArrayBuffer> {
  const file = new OnnxFile(opset);
  const stem = file.relu(file.conv('x', 3, 6, [3, 3], { pads: [1, 1, 1, 1] }));
  return file.bytes(file.conv(make(file, stem), channels, 4, [1, 1]), [3, size, size]);
}

/** The same as tf2onnx writes it: the picture's channels last, turned for what needs them second. */
export function asTensorflow({ make, channels }: Middle, size: number | string): Uint8Array<ArrayBuffer> {
  const file = new OnnxFile();
  const second = (x: string) => file.node('Transpose', [x], { perm: [0, 3, 1, 2] });
  const last = (x: string) => file.node('Transpose', [x], { perm: [0, 2, 3, 1] });
  const scaled = file.node('Sub', [file.node('Div', ['x', file.scalar(0.5)]), file.weight([3])]);
  const stem = last(file.conv(second(scaled), 3, 6, [3, 3], { auto_pad: 'SAME_UPPER' }));
  const biased = file.relu(file.node('Add', [stem, file.weight([6])]));
  const end = last(file.conv(make(file, second(biased)), channels, 4, [1, 1]));
  return file.bytes(end, [size, size, 3], ['N', 'h', 'w', 'c']);
}

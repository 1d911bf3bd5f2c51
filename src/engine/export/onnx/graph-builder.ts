import type { OnnxNode, OnnxTensor } from '../../onnx/onnx-proto.ts';

/** A graph that is being written, node by node. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  private readonly constants = new Map<string, OnnxTensor>();

  get initializers(): readonly OnnxTensor[] {
    return [...this.constants.values()];
  }

  /** @returns `output`, the name of what the node makes, which is the node's name too */
  node(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: OnnxNode['attributes'] = {},
  ): string {
    this.nodes.push({ operator, name: output, inputs, output, attributes });
    return output;
  }

  /** @returns `name`. A tensor is stored once, however many nodes take it. */
  constant(name: string, dims: readonly number[], values: OnnxTensor['values']): string {
    this.constants.set(name, { name, dims, values });
    return name;
  }

  /** A single number, as elementwise operators take it. */
  scalar(value: number): string {
    return this.constant(`scalar:${value}`, [], Float32Array.of(value));
  }
}

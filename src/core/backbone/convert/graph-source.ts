import { ConversionError } from './conversion-error.ts';
import { type GraphNode, isControl, nodeOf } from './graph-node.ts';
import { graphRule } from './graph-rules.ts';
import { type ConvertedLayers, LayerBuilder, type WeightSource } from './layer-builder.ts';
import type { Tensor } from './layers.ts';

export interface GraphSource {
  readonly nodes: readonly GraphNode[];
  readonly weights: WeightSource;
  /** The node that holds the pixels as the card prepares them. */
  readonly entry: string;
  /** A readable layer name for a node's name. */
  readonly layerName: (node: string) => string;
}

/** Turns nodes or layers of a source model into layers, one at a time. */
export interface Converter extends ConvertedLayers {
  /**
   * Converts a node and all that it needs; gives the name of the layer that holds its output.
   * @throws ConversionError where no rule covers it or what it needs
   */
  readonly convert: (name: string) => string;
}

/**
 * The parts of a frozen inference graph from its entry to what is asked for, as Keras layers. The graph's batch-norm is
 * folded already (the tfjs converter does that) or is folded here, its fused operations are taken apart again, and
 * hard-swish is built the way Keras builds it.
 * @throws ConversionError on an operation that no rule covers
 */
export function graphConverter({ nodes: all, weights, entry, layerName }: GraphSource): Converter {
  const nodes = new Map(all.map((node) => [node.name, node]));
  const builder = new LayerBuilder();
  const outputs = remembered();
  const readers = countReaders(
    all.map(({ input = [] }) => input.filter((name) => !isControl(name)).map(nodeOf)),
  );

  const nodeAt = (name: string): GraphNode => {
    const node = nodes.get(nodeOf(name));
    if (node === undefined) throw new ConversionError(name, 'the graph has no such node');
    return node;
  };
  /** Constants may hide behind nodes that only pass them on. */
  const constant = (name: string): Tensor | undefined => {
    let at = nodeOf(name);
    for (let steps = 0; steps < 8; steps++) {
      const tensor = weights.get(at);
      if (tensor) return tensor;
      const node = nodes.get(at);
      if (node?.op !== 'Identity') return undefined;
      at = nodeOf(node.input?.[0] ?? '');
    }
    return undefined;
  };

  const convert = (input: string): string => {
    const name = nodeOf(input);
    return outputs(name, () => {
      const output =
        name === entry
          ? builder.push({ name: 'input', kind: 'InputLayer', inputs: [] }, name)
          : graphRule(nodeAt(name), { builder, layerName, nodeAt, constant, convert });
      if ((readers.get(name) ?? 0) > 1) builder.share(output);
      return output;
    });
  };
  return { convert, layers: builder.layers, sources: builder.sources };
}

/** How often each name is read. */
export function countReaders(inputs: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const readers = new Map<string, number>();
  for (const name of inputs.flat()) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}

/** Makes each thing once; what could not be made fails the same way again. */
export function remembered<T = string>(): (name: string, make: () => T) => T {
  const made = new Map<string, T | ConversionError>();
  return (name, make) => {
    const known = made.get(name);
    if (known instanceof ConversionError) throw known;
    if (known !== undefined) return known;
    try {
      const output = make();
      made.set(name, output);
      return output;
    } catch (error) {
      if (error instanceof ConversionError) made.set(name, error);
      throw error;
    }
  };
}

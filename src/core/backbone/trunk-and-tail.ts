import type { BackboneBlock } from './card.ts';
import type { Layer, Topology } from './topology.ts';

/** A backbone in two: what stays as it is, and what learns. */
export interface TrunkAndTail {
  /** From the picture to the boundary. With all blocks open, the picture alone. */
  readonly trunk: Topology;
  /** From the boundary, its InputLayer, to the features. */
  readonly tail: Topology;
  /** The layer whose value leaves the trunk and enters the tail: its name in both. */
  readonly boundary: string;
  /**
   * Layers that average depths of the trunk, in the order of the features: these come before those of the tail, whose own
   * features are the rest.
   */
  readonly frozen: readonly string[];
}

/**
 * Cuts a backbone below its topmost blocks. The parts have no shards: their weights are in the whole's.
 * @param blocks all of the card's, from the input to the top
 * @param open how many of them, counted from the top, are the tail: 1…blocks.length
 * @throws RangeError where there are not so many blocks; TypeError where more than one value enters the tail
 */
export function cutTopology(
  topology: Topology,
  blocks: readonly BackboneBlock[],
  open: number,
): TrunkAndTail {
  if (!Number.isInteger(open) || open < 1 || open > blocks.length)
    throw new RangeError(`${open} of ${blocks.length} blocks can't be open.`);
  const inside = new Set(blocks.slice(0, blocks.length - open).flatMap(({ layers }) => layers));
  const below = (layer: Layer) => layer.kind === 'InputLayer' || inside.has(layer.name);
  const byName = new Map(topology.layers.map((layer) => [layer.name, layer]));
  const features = byName.get(topology.output);
  const pools = features?.kind === 'Concatenate' ? features.inputs : [topology.output];
  const frozen = pools.filter((name) => byName.get(name)?.inputs.every((input) => inside.has(input)));
  const learning = pools.filter((name) => !frozen.includes(name));
  const [output = topology.output] = learning.length === 1 ? learning : [topology.output];
  const trunk = topology.layers.filter(below);
  const tail = topology.layers
    .filter((layer) => !below(layer) && !frozen.includes(layer.name))
    .filter(({ name }) => name === output || name !== topology.output)
    .map((layer) => (layer.name === topology.output ? joined(layer, learning) : layer));
  const made = new Set(tail.map(({ name }) => name));
  const entering = new Set(tail.flatMap(({ inputs }) => inputs).filter((name) => !made.has(name)));
  const [boundary, ...others] = entering;
  if (boundary === undefined || others.length > 0)
    throw new TypeError(
      `The network can't be cut below its top ${open} blocks: ${entering.size} values cross.`,
    );
  const input: Layer = { name: boundary, kind: 'InputLayer', config: {}, inputs: [] };
  return {
    trunk: part(topology, trunk, boundary),
    tail: part(topology, [input, ...tail], output),
    boundary,
    frozen,
  };
}

/** A concatenation of fewer values. */
const joined = (layer: Layer, inputs: readonly string[]): Layer =>
  layer.kind === 'Concatenate' ? { ...layer, inputs } : layer;

function part({ weights }: Topology, layers: readonly Layer[], output: string): Topology {
  const names = new Set(layers.filter(({ kind }) => kind !== 'InputLayer').map(({ name }) => name));
  const layerOf = (weight: string) => weight.slice(0, weight.lastIndexOf('/'));
  return { layers, output, weights: weights.filter(({ name }) => names.has(layerOf(name))), shards: [] };
}

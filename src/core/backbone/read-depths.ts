import type { Run } from '../training/run.ts';
import type { BackboneCard, BackboneDepth } from './card.ts';
import type { Layer, Topology } from './topology.ts';

/** A stretch of the features of all depths: [from, to). */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** Where the depths that are read lie among the features of all, from the picture up. */
export function columnsOf(depths: readonly BackboneDepth[], read: readonly string[]): readonly Columns[] {
  let to = 0;
  return depths.flatMap(({ name, features }) => {
    const from = to;
    to += features;
    return read.includes(name) ? [{ from, to }] : [];
  });
}

/**
 * What of a run's backbone its head reads; null where the run was trained on another network than this one.
 * Runs of earlier versions did not say so: the files that they had tell it.
 */
export function readOf(
  { read, environment }: Pick<Run, 'read'> & { readonly environment: { readonly weights: string } | null },
  { hash, depths, former }: Pick<BackboneCard, 'hash' | 'depths' | 'former'>,
): readonly string[] | null {
  const weights = environment?.weights ?? null;
  const before = former.find((one) => weights === null || one.hash === weights);
  if (weights !== null && weights !== hash && !before) return null;
  const names = depths.map(({ name }) => name);
  const wanted = read ?? before?.read ?? names;
  return wanted.every((name) => names.includes(name)) ? wanted : null;
}

/** A backbone as a run looks at pictures: a run keeps the size that it was trained with, whatever new ones take. */
export function asSeenBy<Card extends Pick<BackboneCard, 'input' | 'formerSize'>>(
  { inputSize }: Pick<Run, 'inputSize'>,
  card: Card,
): Card {
  const size = inputSize ?? card.formerSize ?? card.input.size;
  return size === card.input.size ? card : { ...card, input: { ...card.input, size } };
}

/** The depth whose features serve where no run has chosen: neither the picture's detail nor the first task's classes. */
export const middleDepth = ({ depths }: Pick<BackboneCard, 'depths'>): string =>
  depths[Math.floor((depths.length - 1) / 2)]?.name ?? '';

/** All depths' names. */
export const allDepths = ({ depths }: Pick<BackboneCard, 'depths'>): readonly string[] =>
  depths.map(({ name }) => name);

/**
 * The part of a backbone that leads to some of its depths: a backbone of its own, whose features are theirs.
 * @param read names of depths, one or more
 * @throws TypeError where the network has no such depth
 */
export function readDepths<Card extends Pick<BackboneCard, 'depths' | 'features' | 'blocks' | 'parameters'>>(
  { card, topology }: { readonly card: Card; readonly topology: Topology },
  read: readonly string[],
): { readonly card: Card; readonly topology: Topology } {
  const depths = card.depths.filter(({ name }) => read.includes(name));
  if (depths.length === 0 || depths.length < read.length)
    throw new TypeError(`The network has no depths ${read.join(', ')}.`);
  if (depths.length === card.depths.length) return { card, topology };
  const pools = depths.map(({ layer }) => layer);
  const [first = ''] = pools;
  const output = depths.length === 1 ? first : topology.output;
  const joined = topology.layers.map(
    (layer): Layer => (layer.name === topology.output ? { ...layer, inputs: pools } : layer),
  );
  const layers = neededFor(joined, output);
  const kept = new Set(layers.map(({ name }) => name));
  const layerOf = (weight: string) => weight.slice(0, weight.lastIndexOf('/'));
  const weights = topology.weights.filter(({ name }) => kept.has(layerOf(name)));
  const sizes = new Map<string, number>();
  for (const { name, shape } of weights) {
    const size = shape.reduce((product, n) => product * n, 1);
    sizes.set(layerOf(name), (sizes.get(layerOf(name)) ?? 0) + size);
  }
  const blocks = card.blocks.flatMap((block) => {
    const inside = block.layers.filter((name) => kept.has(name));
    const parameters = inside.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    return inside.length > 0 ? [{ ...block, layers: inside, parameters }] : [];
  });
  return {
    card: {
      ...card,
      depths,
      features: depths.reduce((sum, { features }) => sum + features, 0),
      blocks,
      parameters: blocks.reduce((sum, { parameters }) => sum + parameters, 0),
    },
    topology: { ...topology, layers, output, weights },
  };
}

/** The layers that an output needs, in their order. */
function neededFor(layers: readonly Layer[], output: string): readonly Layer[] {
  const needed = new Set([output]);
  for (const layer of layers.toReversed())
    if (needed.has(layer.name)) for (const input of layer.inputs) needed.add(input);
  return layers.filter(({ name }) => needed.has(name));
}

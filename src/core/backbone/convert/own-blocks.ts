import { largest } from '../../extremes.ts';
import type { BackboneBlock } from '../card.ts';
import type { ConvertedLayers } from './layer-builder.ts';
import { countParameters, type Layer } from './layers.ts';
import { narrowPlaces } from './main-line.ts';

/** Layers between two places where the network is one value wide: not to be cut inside. */
interface Segment {
  readonly layers: readonly Layer[];
  /** As the source's names tell; null where they don't. */
  readonly key: string | null;
  /** Whether it is more than a chain: a residual block, a module with branches. */
  readonly joins: boolean;
  readonly shrinks: boolean;
}

/**
 * Groups the layers of a network that nobody has described into blocks, each of which can be the topmost that is frozen.
 * The names of the source decide where they tell ('block_3_expand', 'conv4_block2_1_conv', 'mixed5'), else the shape of
 * the network: a residual block or module is a block, and so is a run of layers of one resolution.
 * @param converted its layers but the last are all needed for the last one; the last one is the cut
 */
export function ownBlocks({ layers, sources }: ConvertedLayers): readonly BackboneBlock[] {
  const segments = segmentsOf(layers, sources);
  const named = namesTell(segments);
  const blocks: { name: string; layers: string[]; parameters: number }[] = [];
  let before: Segment | null = null;
  for (const segment of segments) {
    const last = blocks.at(-1);
    const parameters = segment.layers.reduce((sum, layer) => sum + countParameters(layer), 0);
    const name = named ? (segment.key ?? 'stem') : `block ${blocks.length + 1}`;
    // What has learned nothing is no block of its own.
    const bare = parameters === 0 || last?.parameters === 0;
    const goesOn = before && (bare || (named ? sameName(last?.name, segment) : sameStage(before, segment)));
    const block = (goesOn && last) || { name, layers: [], parameters: 0 };
    if (block !== last) blocks.push(block);
    else if (named && last.parameters === 0) last.name = name;
    for (const layer of segment.layers) block.layers.push(layer.name);
    block.parameters += parameters;
    before = segment;
  }
  return blocks;
}

/** A segment without a name belongs to what comes before it. */
const sameName = (block: string | undefined, { key }: Segment): boolean => key === null || key === block;

const sameStage = (before: Segment, { joins, shrinks }: Segment): boolean =>
  !(joins || before.joins || shrinks);

/** Whether the names group the network: at least three groups, each in one piece, on average of more than one convolution. */
function namesTell(segments: readonly Segment[]): boolean {
  const keys = segments.flatMap(({ key }) => (key === null ? [] : [key]));
  const runs = keys.filter((key, i) => key !== keys[i - 1]);
  const convolutions = segments
    .filter(({ key }) => key !== null)
    .reduce((sum, { layers }) => sum + layers.filter(({ kind }) => isConvolution(kind)).length, 0);
  return runs.length >= 3 && new Set(runs).size === runs.length && convolutions > 1.25 * runs.length;
}

const isConvolution = (kind: Layer['kind']): boolean => kind === 'Conv2D' || kind === 'DepthwiseConv2D';

function segmentsOf(layers: readonly Layer[], sources: ReadonlyMap<string, string>): readonly Segment[] {
  const sourceOf = ({ name }: Layer) => sources.get(name) ?? name;
  const scope = commonScope(layers.filter(({ kind }) => isConvolution(kind)).map(sourceOf));
  const keyOf = (layer: Layer) => nameKey(sourceOf(layer).slice(scope.length));
  const segments: Segment[] = [];
  let begin = 1;
  for (const place of narrowPlaces(layers).slice(1)) {
    if (belongTogether(layers[place], layers[place + 1])) continue;
    const part = layers.slice(begin, place + 1);
    begin = place + 1;
    const keys = part.filter(({ kind }) => isConvolution(kind)).map(keyOf);
    const end = part.at(-1);
    segments.push({
      layers: part,
      key: mostFrequent(keys.filter((key) => key !== null)) ?? (end ? keyOf(end) : null),
      joins: part.some(({ kind }) => kind === 'Add' || kind === 'Concatenate') && keys.length > 1,
      shrinks: part.some((layer) => 'strides' in layer && largest(layer.strides) > 1),
    });
  }
  return segments;
}

/** An activation goes with what it follows, zeros around a picture with what comes next. */
function belongTogether(layer: Layer | undefined, next: Layer | undefined): boolean {
  if (!layer || !next) return false;
  return next.kind === 'ReLU' || next.kind === 'Activation' || layer.kind === 'ZeroPadding2D';
}

/** Names that Keras numbers by itself: 'conv2d_7', 'add_3', 're_lu_12'. */
const NUMBERED =
  /^(separable_|depthwise_)?(conv2d|activation|re_lu|leaky_re_lu|batch_normalization|add|multiply|concatenate|(max|average)_pooling2d|zero_padding2d|rescaling|reshape|dropout)(_\d+)?$/;

/**
 * What a name says of the block: its parts up to the first that has a digit, and a 'block' or 'unit' behind it.
 * 'block_3_expand' → 'block_3', 'conv4_block2_1_conv' → 'conv4_block2', 'mixed5' → 'mixed5', 'conv2d_7' → null
 */
export function nameKey(name: string): string | null {
  if (NUMBERED.test(name)) return null;
  const parts = name.split(/[_/]/);
  const digit = parts.findIndex((part) => /\d/.test(part));
  if (digit < 0) return null;
  const further = /^(block|unit)\d+/.test(parts[digit + 1] ?? '') ? 1 : 0;
  return parts.slice(0, digit + 1 + further).join('_');
}

/** The folders that all names of a graph lie in, 'StatefulPartitionedCall/model/'. */
function commonScope(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let scope = first.slice(0, first.lastIndexOf('/') + 1);
  for (const name of others)
    while (!name.startsWith(scope)) scope = scope.slice(0, scope.slice(0, -1).lastIndexOf('/') + 1);
  return scope;
}

function mostFrequent(keys: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? null;
}

import type { BackboneBlock } from '../card.ts';
import { type BackboneInspection, INPUT_SIZES, type OwnDepth } from '../own-backbone.ts';
import { ConversionError } from './conversion-error.ts';
import { isControl, nodeOf, placeholderShape } from './graph-node.ts';
import { GRAPH_OPERATIONS } from './graph-rules.ts';
import { type Converter, graphConverter } from './graph-source.ts';
import { inOrder, type Ordered } from './in-order.ts';
import type { KerasLayer } from './keras-config.ts';
import { KERAS_LAYERS } from './keras-kinds.ts';
import { kerasModel } from './keras-model.ts';
import type { WeightSource } from './layer-builder.ts';
import type { Layer } from './layers.ts';
import { kerasConverter } from './layers-source.ts';
import { mainLine, neededFor } from './main-line.ts';
import { graphNodes } from './model-json.ts';
import { ownBlocks } from './own-blocks.ts';
import { type PooledDepths, withPooledDepths } from './pooled-depths.ts';
import { shapesOf } from './shapes.ts';

/** A brought model, as far as it can be a backbone. */
export interface OwnModel extends BackboneInspection {
  /** From the input to the last cut. */
  readonly layers: readonly Layer[];
  /** Each ends in a cut. */
  readonly blocks: readonly BackboneBlock[];
}

/** A brought model up to its features. */
export interface CutModel extends PooledDepths {
  readonly blocks: readonly BackboneBlock[];
}

/** What the formats have in common for reading them. */
export interface OwnSource extends Pick<BackboneInspection, 'format'> {
  readonly name: string;
  /** Rows, columns, channels of the input; null where one is open. */
  readonly shape: readonly (number | null)[];
  /** Names in topological order, and what each reads. */
  readonly order: readonly Ordered[];
  readonly converter: Converter;
  /** What it may be made of. */
  readonly supported: string;
}

/** Where the file does not say it. */
export const USUAL_SIZE = 224;

/**
 * Reads a TensorFlow.js or a Keras model as a backbone: everything up to the first thing that no rule covers, without the classifier on top.
 * @param weights of its files, under the names that TensorFlow.js gives them
 * @throws ConversionError where nothing of it can be one: it says which layer or operation stands in the way
 */
export function readOwnModel({ format, topology }: Description, weights: NamedWeights): OwnModel {
  return ownModelOf(
    format === 'graph-model' ? fromGraph(topology, weights) : fromKeras(topology, weights, format),
  );
}

/** @throws ConversionError as `readOwnModel` does */
export function ownModelOf(source: OwnSource): OwnModel {
  const { converter, format, order } = source;
  const size = sizeOf(source.shape);
  const failed = new Map<string, ConversionError>();
  for (const { name } of order) {
    try {
      converter.convert(name);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      failed.set(name, error);
    }
  }
  // Where several things stand in the way, the one that comes first, not what would have come after it.
  const roots = order
    .filter(({ inputs }) => inputs.some((input) => !failed.has(input)))
    .flatMap(({ name }) => failed.get(name) ?? []);
  const obstacle = [...roots, ...failed.values()].find(({ onTop }) => !onTop);
  const layers = mainLine(converter.layers);
  const first = obstacle ?? [...failed.values()][0];
  if (!layers) throw new ConversionError(first?.layer ?? '', noLine(first, source.supported));
  if (layers.filter(({ kind }) => kind === 'InputLayer').length !== 1 || layers[0]?.kind !== 'InputLayer')
    throw new ConversionError('', 'The model takes more than one picture.');

  const shapes = shapesOf(layers, size ?? USUAL_SIZE);
  const blocks = ownBlocks({ layers, sources: converter.sources });
  let parameters = 0;
  const cuts = blocks.map((block) => {
    const layer = block.layers.at(-1) ?? '';
    parameters += block.parameters;
    return { layer, block: block.name, features: shapes.get(layer)?.at(-1) ?? 0, parameters };
  });
  const leftOut = obstacle ? `${obstacle.message}. Used can be: ${source.supported}.` : null;
  return { name: source.name, format, size, input: null, cuts, parameters, leftOut, layers, blocks };
}

interface Description {
  readonly format: BackboneInspection['format'];
  readonly topology: unknown;
}

export type NamedWeights = WeightSource & { readonly names: readonly string[] };

const noLine = (first: ConversionError | undefined, supported: string): string =>
  first ? `${first.what}. Used can be: ${supported}.` : 'there is no convolution in it';

/** How many depths a brought network gives, the last blocks' ends: what it may know best is not at one place. */
const DEPTHS = 4;

/** The depths of a brought model that is cut at a block's end: the ends of that block and of those before it. */
export function ownDepths(blocks: readonly BackboneBlock[], cut: string): readonly OwnDepth[] {
  const top = blocks.findIndex((block) => block.layers.at(-1) === cut);
  return blocks
    .slice(Math.max(0, top + 1 - DEPTHS), top + 1)
    .map(({ name, layers }) => ({ name, source: layers.at(-1) ?? '' }));
}

/**
 * A brought model cut at one of its cuts, its depths averaged over space.
 * @param depths from the picture up, the last of them the cut
 * @param side of the picture, pixels
 * @throws ConversionError where there is no such cut or depth, or a weight is not a number
 */
export function cutOwnModel(
  { layers, blocks }: Pick<OwnModel, 'layers' | 'blocks'>,
  cut: string,
  side: number,
  depths: readonly OwnDepth[] = ownDepths(blocks, cut),
): CutModel {
  const top = blocks.findIndex((block) => block.layers.at(-1) === cut);
  const kept = top < 0 ? [] : neededFor(layers, cut);
  const places = new Map(kept.map(({ name }, i) => [name, i]));
  const order = depths.map(({ source }) => places.get(source) ?? -1);
  const upwards = order.every((place, i) => place > (order[i - 1] ?? -1));
  if (top < 0 || !upwards || depths.at(-1)?.source !== cut)
    throw new ConversionError(cut, 'the model can’t be cut here');
  for (const layer of kept)
    if ('kernel' in layer && ![layer.kernel, layer.bias].every(({ values }) => values.every(Number.isFinite)))
      throw new ConversionError(layer.name, 'a weight is not a number');
  const found = depths.map((depth) => ({ ...depth, top: depth.source }));
  return { ...withPooledDepths(kept, found, side), blocks: blocks.slice(0, top + 1) };
}

function fromKeras(topology: unknown, weights: NamedWeights, format: OwnSource['format']): OwnSource {
  const { name, layers, version } = kerasModel(topology);
  const input = layers.find(({ kind }) => kind === 'InputLayer');
  return {
    name,
    format,
    shape: input ? inputShape(input) : [],
    order: layers,
    converter: kerasConverter({ layers, weights, layerName: plainName, version }),
    supported: KERAS_LAYERS,
  };
}

function inputShape({ config }: KerasLayer): readonly (number | null)[] {
  const shape = config.batch_input_shape ?? config.batch_shape;
  if (!Array.isArray(shape)) return [];
  return shape.slice(1).map((size) => (typeof size === 'number' && size > 0 ? size : null));
}

function fromGraph(topology: unknown, weights: NamedWeights): OwnSource {
  const nodes = graphNodes(topology);
  const placeholders = nodes.filter(({ op }) => op === 'Placeholder');
  const entry = placeholders.find((node) => placeholderShape(node).length === 3) ?? placeholders[0];
  if (!entry) throw new ConversionError('', 'The graph has no input.');
  return {
    name: '',
    format: 'graph-model',
    shape: placeholderShape(entry),
    order: inOrder(
      nodes
        .filter(({ name }) => !weights.has(name))
        .map(({ name, input = [] }) => ({
          name,
          inputs: input.filter((one) => !isControl(one)).map(nodeOf),
        })),
    ),
    converter: graphConverter({ nodes, weights, entry: entry.name, layerName: plainName }),
    supported: GRAPH_OPERATIONS,
  };
}

/** Names of graphs are paths; layers have plain ones. */
export const plainName = (name: string): string => name.replaceAll(/[^\w.-]+/g, '_').slice(-100);

/** Side of the square input that the file names; null where it takes any. */
function sizeOf([rows = null, columns = null, channels = null]: readonly (number | null)[]): number | null {
  if (channels !== null && channels !== 3)
    throw new ConversionError(
      '',
      `The model takes pictures of ${channels} channels, not red, green and blue.`,
    );
  if (rows === null || rows !== columns) return null;
  if (rows < INPUT_SIZES.least || rows > INPUT_SIZES.most)
    throw new ConversionError(
      '',
      `The model takes pictures of ${rows} × ${rows} pixels; ${INPUT_SIZES.least} to ${INPUT_SIZES.most} can be used.`,
    );
  return rows;
}

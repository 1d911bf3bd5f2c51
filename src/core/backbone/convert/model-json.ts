import { ConversionError } from './conversion-error.ts';
import type { GraphAttribute, GraphNode } from './graph-node.ts';
import { isObject, listAt, objectAt, textAt } from './json.ts';
import type { ManifestGroup, ManifestWeight } from './source-weights.ts';

/** A tfjs model.json whose outline holds: which of the two kinds it is, and what its shards hold. */
export interface ModelJson {
  readonly format: 'layers-model' | 'graph-model';
  readonly topology: unknown;
  readonly manifest: readonly ManifestGroup[];
}

/** Layers or nodes of a model; the largest published ones have some thousand. */
const MOST_LAYERS = 10_000;
const MOST_WEIGHTS = 20_000;

/** Whether a JSON file is a tfjs model. */
export const isModelJson = (json: unknown): boolean => isObject(json) && isObject(json.modelTopology);

/** @throws ConversionError where it is no tfjs model.json */
export function readModelJson(json: unknown): ModelJson {
  const topology = objectAt(json, 'modelTopology', 'The model.json');
  return {
    format: Array.isArray(topology.node) ? 'graph-model' : 'layers-model',
    topology,
    manifest: listAt(json, 'weightsManifest', 'The model.json').map((group) => ({
      paths: listAt(group, 'paths', 'A group of weights').map((path) => {
        if (typeof path !== 'string') throw new ConversionError('', 'A file of weights has no name.');
        return path;
      }),
      weights: limited(listAt(group, 'weights', 'A group of weights'), MOST_WEIGHTS).map(manifestWeight),
    })),
  };
}

function manifestWeight(weight: unknown): ManifestWeight {
  const name = textAt(weight, 'name', 'A weight');
  const shape = listAt(weight, 'shape', name).map((size) => {
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || size > 2 ** 31)
      throw new ConversionError(name, 'its shape is not of whole numbers');
    return size;
  });
  const plain = { name, shape, dtype: textAt(weight, 'dtype', name) };
  const quantization = isObject(weight) ? weight.quantization : undefined;
  if (!isObject(quantization)) return plain;
  const { scale = 1, min = 0 } = quantization;
  if (typeof scale !== 'number' || typeof min !== 'number')
    throw new ConversionError(name, 'its quantisation is not of numbers');
  return { ...plain, quantization: { dtype: textAt(quantization, 'dtype', name), scale, min } };
}

/** The nodes of a graph model. @throws ConversionError where one has no name, operation or inputs */
export function graphNodes(topology: unknown): readonly GraphNode[] {
  return limited(listAt(topology, 'node', 'The graph'), MOST_LAYERS).map((node) => ({
    name: textAt(node, 'name', 'A node'),
    op: textAt(node, 'op', 'A node'),
    input: listAt(node, 'input', 'A node').map(String),
    attr: attributes(isObject(node) ? node.attr : undefined),
  }));
}

function attributes(attr: unknown): Readonly<Record<string, GraphAttribute>> {
  if (!isObject(attr)) return {};
  return Object.fromEntries(Object.entries(attr).map(([name, value]) => [name, attribute(value)]));
}

function attribute(value: unknown): GraphAttribute {
  if (!isObject(value)) return {};
  const { s, b, f, list, shape } = value;
  return {
    ...(typeof s === 'string' && { s }),
    ...(typeof b === 'boolean' && { b }),
    ...(typeof f === 'number' && { f }),
    ...(isObject(list) && {
      list: { s: strings(list.s), i: strings(list.i) },
    }),
    ...(isObject(shape) && {
      shape: {
        dim: (Array.isArray(shape.dim) ? shape.dim : []).map((dim) => ({
          size: isObject(dim) ? String(dim.size) : '-1',
        })),
      },
    }),
  };
}

/** Texts, and whole numbers written either way. */
function strings(list: unknown): readonly string[] {
  return (Array.isArray(list) ? list : []).map(String);
}

function limited(list: readonly unknown[], most: number): readonly unknown[] {
  if (list.length > most)
    throw new ConversionError('', `The model has ${list.length} parts; ${most} are the most.`);
  return list;
}

import { parseTopology, type Topology, weightBytes } from '../../../core/backbone/topology.ts';
import { decodeWeights } from '../../../core/backbone/weights.ts';
import type { WeightReader } from '../../../core/export/exported.ts';
import { damaged } from '../damaged.ts';

/**
 * The weights of a tfjs LayersModel: model.json and the files that it names.
 * @throws FailureError 'unsupported-format'
 */
export const readTfjs: WeightReader = async (files) => {
  const json = files.get('model.json');
  if (!json) throw damaged('There is no model in it.', 'model.json');
  let topology: Topology;
  try {
    topology = parseTopology(JSON.parse(new TextDecoder().decode(json)));
  } catch (cause) {
    throw damaged('The description of the model is damaged.', 'model.json', cause);
  }
  const { weights, shards } = topology;
  if (!weights.every(({ shape }) => isShape(shape)))
    throw damaged('The weights have impossible shapes.', 'model.json');
  const parts = shards.map((path) => {
    const bytes = files.get(path);
    if (!bytes) throw damaged('A file of weights is missing.', path);
    return bytes;
  });
  // What is claimed is compared with what is there before any of it is given room.
  const claimed = weights.reduce((sum, entry) => sum + weightBytes(entry), 0);
  const there = parts.reduce((sum, { length }) => sum + length, 0);
  if (claimed !== there)
    throw damaged(`The weights are ${there} bytes, and not ${claimed} as model.json says.`, 'model.json');
  // Not by a Blob: WebKit can't read one in the worker of a page that lies on a disk.
  const all = new Uint8Array(there);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return decodeWeights(weights, all.buffer);
};

/** What a file calls a shape may be anything. */
const isShape = (shape: unknown): boolean =>
  Array.isArray(shape) && shape.every((side) => Number.isInteger(side) && side > 0);

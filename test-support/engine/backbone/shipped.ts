import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { BackboneCard } from '../../../src/core/backbone/card.ts';
import type { ManifestGroup } from '../../../src/core/backbone/convert/source-weights.ts';
import { inMemory } from '../runtime.ts';

/** Where `npm run models` has put a backbone's card, model.json and shards. */
export const modelFolder = (id: string): string => resolve(import.meta.dirname, '../../../public/models', id);

export async function readCard(id: string): Promise<BackboneCard> {
  return JSON.parse(await readFile(join(modelFolder(id), 'card.json'), 'utf8')) as BackboneCard;
}

/** A converted backbone from its files on disk. */
export async function loadBackbone(id: string): Promise<LayersModel> {
  const folder = modelFolder(id);
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'model.json'), 'utf8'),
  ) as {
    readonly modelTopology: unknown;
    readonly weightsManifest: readonly ManifestGroup[];
  };
  const paths = weightsManifest.flatMap((group) => group.paths);
  const shards = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  const specs = weightsManifest.flatMap((group) => group.weights);
  return loadLayersModel(inMemory(modelTopology, specs, Buffer.concat(shards)));
}

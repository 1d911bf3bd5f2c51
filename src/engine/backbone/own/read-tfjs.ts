import { isModelJson, readModelJson } from '../../../core/backbone/convert/model-json.ts';
import { readOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { joined, openWeights, storedBytes } from '../../../core/backbone/convert/source-weights.ts';
import { reading, refused } from './failure.ts';
import { MOST_WEIGHT_BYTES } from './folder.ts';
import type { FormatReader } from './format-reader.ts';

/** A description is kilobytes; the longest published ones are some megabytes. */
const MOST_JSON_BYTES = 32 * 2 ** 20;

/** Reads a TensorFlow.js model: model.json, and the files of weights that it names. */
export const readTfjs: FormatReader = async (path, { folder, signal, onStep }) => {
  const description = await folder.read(path);
  if (description.length > MOST_JSON_BYTES) return null;
  const json = reading(path, (): unknown => JSON.parse(new TextDecoder().decode(description)));
  if (!isModelJson(json)) return null;
  const model = reading(path, () => readModelJson(json));
  const claimed = reading(path, () =>
    model.manifest.flatMap(({ weights }) => weights).reduce((sum, weight) => sum + storedBytes(weight), 0),
  );
  if (claimed > MOST_WEIGHT_BYTES)
    throw refused(
      `The model says that it has ${Math.round(claimed / 1e6)} MB of weights; ${Math.round(MOST_WEIGHT_BYTES / 1e6)} MB are the most.`,
      path,
      'Bring a smaller one, or one whose weights are quantised.',
    );

  const files = model.manifest.flatMap(({ paths }) => paths);
  const bytes = new Map<string, Uint8Array>();
  for (const file of files) {
    signal.throwIfAborted();
    bytes.set(file, await folder.read(file, path));
    onStep(bytes.size, files.length);
  }
  signal.throwIfAborted();
  const shard = (file: string) => bytes.get(file) ?? new Uint8Array();
  const own = reading(path, () => {
    const weights = openWeights(model.manifest, ({ paths }) => joined(paths.map(shard)));
    return readOwnModel(model, weights);
  });
  return { ...own, files: [path, ...files] };
};

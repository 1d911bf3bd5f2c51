import { isModelJson, readModelJson } from '../../../core/backbone/convert/model-json.ts';
import { type OwnModel, readOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { joined, openWeights, storedBytes } from '../../../core/backbone/convert/source-weights.ts';
import type { BackboneSource } from '../../../core/backbone/own-backbone.ts';
import { reading, refused } from './failure.ts';
import { MOST_WEIGHT_BYTES, type ModelFolder, openFolder } from './folder.ts';
import { readerOf } from './model-files.ts';

/** A description is kilobytes; the longest published ones are some megabytes. */
const MOST_JSON_BYTES = 32 * 2 ** 20;

export interface ReadModel extends OwnModel {
  /** Paths of the files that it was in. */
  readonly files: readonly string[];
}

interface ReadOptions {
  /** Of this site: no address elsewhere may be asked. */
  readonly origin: string;
  readonly signal: AbortSignal;
  /** Told after each file. */
  readonly onStep: (done: number, total: number) => void;
}

/**
 * Reads a brought model from its files.
 * @throws FailureError that says which file or layer stands in the way; AbortError when stopped
 */
export async function readModel(
  source: BackboneSource<Blob>,
  { origin, signal, onStep }: ReadOptions,
): Promise<ReadModel> {
  const folder = await openFolder(source, origin, signal);
  const found = await findModelJson(folder, signal);
  if (!found) return readModelFile(folder, { signal, onStep });
  const { path, json } = found;
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
  return { ...own, name: nameFor(folder, own), files: [path, ...files] };
}

/** Reads the first file that is a whole model. */
async function readModelFile(
  folder: ModelFolder,
  { signal, onStep }: Pick<ReadOptions, 'signal' | 'onStep'>,
): Promise<ReadModel> {
  const path = folder.paths.find((one) => readerOf(one));
  const read = readerOf(path ?? '');
  if (path === undefined || !read) throw refused('There is no model in it that can be read.', folder.name);
  signal.throwIfAborted();
  const bytes = await folder.read(path);
  signal.throwIfAborted();
  const own = await read(bytes, path, signal);
  onStep(1, 1);
  const file = path.slice(path.lastIndexOf('/') + 1);
  return { ...own, name: nameFor({ name: file.replace(/\.[^.]*$/, '') }, own), files: [file] };
}

/** The first JSON file that describes a model; null where there is none. */
async function findModelJson(
  folder: ModelFolder,
  signal: AbortSignal,
): Promise<{ readonly path: string; readonly json: unknown } | null> {
  for (const path of folder.candidates) {
    if (readerOf(path)) continue;
    signal.throwIfAborted();
    const bytes = await folder.read(path);
    if (bytes.length > MOST_JSON_BYTES) continue;
    const json = reading(path, (): unknown => JSON.parse(new TextDecoder().decode(bytes)));
    if (isModelJson(json)) return { path, json };
  }
  return null;
}

/** Names that say nothing. */
const UNNAMED = /^(model|functional|sequential)(_\d+)?$/i;

/** What the model calls itself, or what its files lie in. */
function nameFor(where: Pick<ModelFolder, 'name'>, model: { readonly name: string }): string {
  if (model.name !== '' && !UNNAMED.test(model.name)) return model.name.slice(0, 60);
  return where.name.slice(0, 60) || 'My network';
}

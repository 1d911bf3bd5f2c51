import type { BackboneSource } from '../../../core/backbone/own-backbone.ts';
import { refused } from './failure.ts';
import { openFolder } from './folder.ts';
import { type FormatContext, type FormatReader, oneFile, type ReadModel } from './format-reader.ts';
import { readOnnx } from './read-onnx.ts';
import { readTfjs } from './read-tfjs.ts';

interface ReadOptions extends Pick<FormatContext, 'signal' | 'onStep'> {
  /** Of this site: no address elsewhere may be asked. */
  readonly origin: string;
}

/** What reads a file, by how it ends; of an address, how its path does. What has another ending is tried as tfjs. */
const READERS: readonly (readonly [ending: RegExp, reader: FormatReader])[] = [
  [/\.onnx($|[?#])/i, readOnnx],
  [/\.keras($|[?#])/i, oneFile(async () => (await import('./read-keras-archive.ts')).readKerasArchive)],
  [/\.(h5|hdf5)($|[?#])/i, oneFile(async () => (await import('./read-keras-hdf5.ts')).readKerasHdf5)],
];

/**
 * Reads a brought model from its files.
 * @throws FailureError that says which file or layer stands in the way; AbortError when stopped
 */
export async function readModel(
  source: BackboneSource<Blob>,
  { origin, signal, onStep }: ReadOptions,
): Promise<ReadModel> {
  const folder = await openFolder(source, origin, signal);
  for (const path of folder.candidates) {
    signal.throwIfAborted();
    const [, read = readTfjs] = READERS.find(([ending]) => ending.test(path)) ?? [];
    const model = await read(path, { folder, signal, onStep });
    if (model) return { ...model, name: nameFor(model.name, path, folder.name) };
  }
  throw refused('There is no model in it that can be read.', folder.name);
}

/** Names that say nothing. */
const UNNAMED = /^(model|functional|sequential)(_\d+)?$/i;

/** What the model calls itself, or what its file or its folder is called. */
function nameFor(model: string, path: string, folder: string): string {
  const [, file = ''] = /([^/]*?)(\.[^./]*)?$/.exec(path) ?? [];
  const name = [model, file, folder].find((one) => one !== '' && !UNNAMED.test(one));
  return name?.slice(0, 60) ?? 'My network';
}

import { kerasModel } from '../../../core/backbone/convert/keras-model.ts';
import { type KerasFile, kerasWeights } from '../../../core/backbone/convert/keras-weights.ts';
import { readOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { type ArchiveEntry, openArchive } from '../../dataset/archive.ts';
import { findGroup, textAttribute } from '../../hdf5.ts';
import { reading, refused } from './failure.ts';
import { MOST_WEIGHT_BYTES } from './folder.ts';
import type { ModelFileReader } from './format-reader.ts';
import { NOTHING, type OpenHdf5, readingHdf5 } from './reading-hdf5.ts';

/** A description is kilobytes; the longest published ones are some megabytes. */
const MOST_JSON_BYTES = 32 * 2 ** 20;

/**
 * Reads a .keras file: a zip of config.json, metadata.json and model.weights.h5 (keras/src/saving/saving_lib.py).
 * @throws FailureError that says what stands in the way, those of `openArchive` among them; AbortError when stopped
 */
export const readKerasArchive: ModelFileReader = async (bytes, path, signal) => {
  const entries = await openArchive(new Blob([bytes]), path);
  const entry = (name: string): ArchiveEntry | undefined => entries.find((one) => one.path === name);
  const [config, weights] = ['config.json', 'model.weights.h5'].map((name) => {
    const found = entry(name);
    if (!found)
      throw refused(`There is no ${name} in it, as Keras 3 would have it.`, path, 'Save it with Keras 3.');
    return found;
  });
  const json = async (one: ArchiveEntry | undefined): Promise<unknown> => {
    const text = new TextDecoder().decode(await one?.read(signal, MOST_JSON_BYTES));
    return reading(path, () => JSON.parse(text || 'null'));
  };
  const metadata = await json(entry('metadata.json'));
  const topology = { ...(metadata as object | null), model_config: await json(config) };
  const stored = await weights?.read(signal, MOST_WEIGHT_BYTES);
  return readingHdf5(stored ?? new Uint8Array(), `${path}/model.weights.h5`, (file) =>
    reading(path, () =>
      readOwnModel(
        { format: 'keras-model', topology },
        kerasWeights(kerasModel(topology).layers, layersIn(file)),
      ),
    ),
  );
};

/** What the groups of layers were called by Keras 2.13, which Keras 3 reads too. */
const EARLIER = '_layer_checkpoint_dependencies';

function layersIn({ root, read }: OpenHdf5): KerasFile {
  return {
    find: ({ stored }) => {
      const vars =
        findGroup(root, `${stored.group}/vars`) ??
        findGroup(root, `${stored.group.replaceAll('layers', EARLIER)}/vars`);
      if (!vars) return NOTHING;
      const paths = vars.keys().map((_, i) => `${vars.path}/${i}`);
      return { paths, name: textAttribute(vars, 'name') };
    },
    read,
  };
}

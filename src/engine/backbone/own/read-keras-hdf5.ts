import type { Group } from 'h5wasm';
import { kerasModel } from '../../../core/backbone/convert/keras-model.ts';
import { type KerasFile, kerasWeights, namesOfLayer } from '../../../core/backbone/convert/keras-weights.ts';
import { type OwnModel, readOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { readVgg, vggOf } from '../../../core/backbone/convert/vgg.ts';
import { findGroup, textAttribute, textsAttribute } from '../../hdf5.ts';
import { reading, refused } from './failure.ts';
import type { ModelFileReader } from './format-reader.ts';
import { NOTHING, type OpenHdf5, readingHdf5 } from './reading-hdf5.ts';

/**
 * Reads an .h5 file of Keras: a whole model, its description in the attribute 'model_config' and a group for each layer in
 * 'model_weights' (keras/src/legacy/saving/legacy_h5_format.py), or the weights of VGG that Keras publishes.
 * @throws FailureError that says what stands in the way
 */
export const readKerasHdf5: ModelFileReader = (bytes, path) =>
  readingHdf5(bytes, path, (file) => {
    const { root } = file;
    const config = textAttribute(root, 'model_config');
    if (config === null) return readWeightsAlone(file, path);
    const topology = reading(path, () => ({
      keras_version: textAttribute(root, 'keras_version'),
      model_config: JSON.parse(config) as unknown,
    }));
    const weights = findGroup(root, 'model_weights');
    if (!weights) throw refused('The file has a model in it, and no weights of it.', path, SAVE_WHOLE);
    return reading(path, () =>
      readOwnModel(
        { format: 'keras-model', topology },
        kerasWeights(kerasModel(topology).layers, layersIn(weights, file)),
      ),
    );
  });

const SAVE_WHOLE = 'Save the whole model in Keras: model.save("network.keras").';

function readWeightsAlone(file: OpenHdf5, path: string): OwnModel {
  const { root } = file;
  const names = textsAttribute(root, 'layer_names');
  const vgg = vggOf(names ?? root.keys());
  if (vgg) return reading(path, () => readVgg(vgg, layersIn(root, file)));
  const keras = names !== null || root.keys().some((name) => KERAS_GROUPS.has(name));
  if (!keras) throw refused('This HDF5 file is no Keras model.', path);
  throw refused(
    'The file holds weights alone, not the network that they belong to.',
    path,
    `${SAVE_WHOLE} Of weights alone, only those of VGG-16 and VGG-19 can be read.`,
  );
}

/** What Keras 3 and the last versions of Keras 2 have in a .weights.h5 file. */
const KERAS_GROUPS: ReadonlySet<string> = new Set(['layers', '_layer_checkpoint_dependencies']);

/** @param weights the group that has one for each layer */
function layersIn(weights: Group, { read }: OpenHdf5): KerasFile {
  const listed = new Map<string, readonly string[]>();
  return {
    find: ({ stored }) => {
      const own = stored.within ?? stored.name;
      const group = findGroup(weights, own);
      if (!group) return NOTHING;
      const names = listed.get(own) ?? textsAttribute(group, 'weight_names') ?? [];
      listed.set(own, names);
      return { paths: namesOfLayer(names, stored).map((name) => `${group.path}/${name}`), name: null };
    },
    read,
  };
}

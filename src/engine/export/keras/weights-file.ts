import { File, Group } from 'h5wasm';
import type { Weights } from '../../../core/backbone/weights.ts';
import { findGroup, readValues, textAttribute, withFile, withHdf5 } from '../../hdf5.ts';
import { type VariableGroup, weightsOfGroup } from './names.ts';

/**
 * Writes model.weights.h5: a group for each layer, its weights numbered (keras/src/saving/saving_lib.py, H5IOStore).
 * @param name of the model
 * @throws TypeError where a weight is missing
 */
export async function writeWeightsFile(
  name: string,
  groups: readonly VariableGroup[],
  weights: Weights,
): Promise<Uint8Array<ArrayBuffer>> {
  return withFile((path, system) => {
    const file = new File(path, 'w');
    try {
      file.create_group('vars').create_attribute('name', name);
      for (const { layer, path: group, weights: names } of groups) {
        const vars = createGroups(file, group);
        vars.create_attribute('name', layer.name);
        names.forEach((weight, i) => {
          const found = weights.get(weight);
          if (!found) throw new TypeError(`The model has no weights named ${weight}.`);
          vars.create_dataset({
            name: String(i),
            data: found.values,
            shape: [...found.shape],
            dtype: '<f',
          });
        });
      }
    } finally {
      file.close();
    }
    return system.readFile(path).slice();
  });
}

function createGroups(root: Group, path: string): Group {
  return path.split('/').reduce((parent, name) => {
    const found = parent.keys().includes(name) ? parent.get(name) : parent.create_group(name);
    if (!(found instanceof Group)) throw new TypeError(`${path} is no group.`);
    return found;
  }, root);
}

/**
 * Reads the weights of all layers in a model.weights.h5, by the names that they have in a WholeModel.
 * @throws TypeError where it is not what Keras writes for such a model; Error of the HDF5 library where it is damaged
 */
export async function readWeightsFile(bytes: Uint8Array): Promise<Weights> {
  return withHdf5(bytes, (file) => {
    const layers = groupAt(file, 'layers');
    const weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
    for (const group of layers.keys()) {
      const vars = groupAt(layers, `${group}/vars`);
      const numbers = vars.keys();
      if (numbers.length === 0) continue;
      const layer = textAttribute(vars, 'name');
      const names = layer === null ? null : weightsOfGroup(group, layer);
      if (!names || numbers.length !== names.length)
        throw new TypeError(`${group} has weights that this model can't have.`);
      names.forEach((name, i) => {
        const found = readValues(vars, String(i), bytes.length);
        if (!found) throw new TypeError(`It has no values for ${name}.`);
        weights.set(name, found);
      });
    }
    return weights;
  });
}

function groupAt(parent: Group, path: string): Group {
  const found = findGroup(parent, path);
  if (!found) throw new TypeError(`It has no group named ${path}.`);
  return found;
}

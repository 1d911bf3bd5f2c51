import { Dataset, File, Group, ready } from 'h5wasm';
import type { Weights } from '../../../core/backbone/weights.ts';
import { type VariableGroup, weightsOfGroup } from './names.ts';

type FileSystem = Awaited<typeof ready>['FS'];

/** h5wasm works on files of its own, in memory; each gets a name that no other has. */
let files = 0;

/** Runs `work` on a file of h5wasm's file system, which is there no longer afterwards. */
async function withFile<T>(work: (name: string, system: FileSystem) => T): Promise<T> {
  const { FS, activate_throwing_error_handler } = await ready;
  // Otherwise HDF5 prints what is wrong with a file to the console, and goes on.
  activate_throwing_error_handler();
  const name = `weights-${++files}.h5`;
  try {
    return work(name, FS);
  } finally {
    if (FS.analyzePath(name).exists) FS.unlink(name);
  }
}

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
  return withFile((path, system) => {
    system.writeFile(path, bytes);
    const file = new File(path, 'r');
    try {
      const layers = groupAt(file, 'layers');
      const weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
      for (const group of layers.keys()) {
        const vars = groupAt(layers, `${group}/vars`);
        const numbers = vars.keys();
        if (numbers.length === 0) continue;
        const layer = vars.attrs.name?.value;
        const names = typeof layer === 'string' ? weightsOfGroup(group, layer) : null;
        if (!names || numbers.length !== names.length)
          throw new TypeError(`${group} has weights that this model can't have.`);
        names.forEach((name, i) => {
          weights.set(name, readDataset(vars.get(String(i)), name, bytes.length));
        });
      }
      return weights;
    } finally {
      file.close();
    }
  });
}

function groupAt(parent: Group, path: string): Group {
  const found = parent.get(path);
  if (!(found instanceof Group)) throw new TypeError(`It has no group named ${path}.`);
  return found;
}

/** @param limit bytes of the file: a dataset that claims more isn't there, and would fill the memory. */
function readDataset(found: ReturnType<Group['get']>, name: string, limit: number) {
  if (!(found instanceof Dataset)) throw new TypeError(`It has no values for ${name}.`);
  const shape = found.shape ?? [];
  const bytes = shape.reduce((product, n) => product * n, 4);
  const values = found.dtype === '<f' && bytes <= limit ? found.value : null;
  if (!(values instanceof Float32Array))
    throw new TypeError(`The values for ${name} are not 32-bit numbers.`);
  return { shape, values };
}

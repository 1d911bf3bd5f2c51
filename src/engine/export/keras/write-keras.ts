import type { Layer, Topology } from '../../../core/backbone/topology.ts';
import type { Exporter } from '../../../core/export/exported.ts';
import type { WholeModel } from '../../../core/export/whole-model.ts';
import { kerasConfig } from './config.ts';
import { changedNames, KERAS_FILE, renameWeights, variableGroups } from './names.ts';
import { kerasOrder } from './order.ts';
import checkScript from './python/check.py?raw';
import photosScript from './python/photos.py?raw';
import readme from './python/README.md?raw';
import requirements from './python/requirements.txt?raw';
import stepsScript from './python/steps.py?raw';
import trainScript from './python/train.py?raw';
import viewsScript from './python/views.py?raw';
import { TRAINING_FILE, trainingFile } from './training-file.ts';

/** The version whose own files ours were compared with. Keras doesn't look at it. */
const KERAS_VERSION = '3.15.1';

/** What Keras calls the model. */
const MODEL_NAME = 'headstart';

/**
 * Keras 3: model.keras, and scripts beside it that check it and go on training it. They read what is particular to
 * this model from headstart.json and training.json.
 * @throws TypeError for a kind of layer that a WholeModel can't have
 */
export const writeKeras: Exporter = async ({ model, manifest, blocks, data }) => {
  const changed = changedNames(model.topology.layers);
  const training = trainingFile(model.topology, blocks, changed, data);
  return [
    { path: KERAS_FILE, content: await kerasArchive(model, changed, new Date(manifest.createdAt)) },
    { path: TRAINING_FILE, content: `${JSON.stringify(training, null, 2)}\n` },
    { path: 'README.md', content: readme },
    { path: 'check.py', content: checkScript },
    { path: 'train.py', content: trainScript },
    { path: 'steps.py', content: stepsScript },
    { path: 'photos.py', content: photosScript },
    { path: 'views.py', content: viewsScript },
    { path: 'requirements.txt', content: requirements },
  ];
};

/**
 * A .keras file: a zip of metadata.json, config.json and model.weights.h5.
 * @param changed names that Keras doesn't take → those that it gets
 */
export async function kerasArchive(
  { topology, weights }: WholeModel,
  changed: ReadonlyMap<string, string>,
  savedAt: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const layers = kerasOrder(renameLayers(topology, changed));
  const named = renameWeights(weights, changed);
  const config = kerasConfig(MODEL_NAME, layers, named);
  const metadata = {
    keras_version: KERAS_VERSION,
    date_saved: savedAt.toISOString().slice(0, 19).replace('T', '@'),
  };
  const { writeWeightsFile } = await import('./weights-file.ts');
  const { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js');
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, lastModDate: savedAt });
  await zip.add('metadata.json', new TextReader(JSON.stringify(metadata)));
  await zip.add('config.json', new TextReader(JSON.stringify(config)));
  const file = await writeWeightsFile(MODEL_NAME, variableGroups(layers), named);
  await zip.add('model.weights.h5', new Uint8ArrayReader(file));
  return zip.close();
}

function renameLayers(topology: Topology, changed: ReadonlyMap<string, string>): Topology {
  if (changed.size === 0) return topology;
  const named = (name: string): string => changed.get(name) ?? name;
  const layers = topology.layers.map(
    (layer): Layer => ({ ...layer, name: named(layer.name), inputs: layer.inputs.map(named) }),
  );
  return { ...topology, layers, output: named(topology.output) };
}

import type { Weights } from '../../../core/backbone/weights.ts';
import type { ExportFiles, WeightReader } from '../../../core/export/exported.ts';
import { type ArchiveEntry, openArchive } from '../../dataset/archive.ts';
import { damaged } from '../damaged.ts';
import { KERAS_FILE, renameWeights } from './names.ts';
import { TRAINING_FILE } from './training-file.ts';

/**
 * Reads the weights of an export for Keras back, of one that train.py has trained on too.
 * @throws FailureError 'unsupported-format', and those of `openArchive` for a damaged zip
 */
export const readKeras: WeightReader = async (files) => {
  const model = files.get(KERAS_FILE);
  if (!model) throw damaged('The model is missing.', KERAS_FILE);
  const entries = await openArchive(new Blob([model]), KERAS_FILE);
  const file = entries.find(({ path }) => path === 'model.weights.h5');
  if (!file) throw damaged('The model has no weights in it.', KERAS_FILE);
  return renameWeights(await weightsIn(file), renamedLayers(files));
};

async function weightsIn(entry: ArchiveEntry): Promise<Weights> {
  const bytes = await entry.read(new AbortController().signal);
  const { readWeightsFile } = await import('./weights-file.ts');
  try {
    return await readWeightsFile(bytes);
  } catch (cause) {
    throw damaged('The weights are damaged.', `${KERAS_FILE}/${entry.path}`, cause);
  }
}

/** Keras's names of layers → the page's, where they differ. */
function renamedLayers(files: ExportFiles): ReadonlyMap<string, string> {
  const file = files.get(TRAINING_FILE);
  if (!file) return new Map();
  try {
    const { renamed } = JSON.parse(new TextDecoder().decode(file)) as { readonly renamed?: unknown };
    const pairs = Object.entries(renamed ?? {});
    if (pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string')) return new Map(pairs);
  } catch (cause) {
    throw damaged('It is no JSON file.', TRAINING_FILE, cause);
  }
  throw damaged('It does not say which layers were renamed.', TRAINING_FILE);
}

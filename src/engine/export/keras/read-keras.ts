import type { Weights } from '../../../core/backbone/weights.ts';
import type { ExportFiles, WeightReader } from '../../../core/export/exported.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { type ArchiveEntry, openArchive } from '../../dataset/archive.ts';
import { KERAS_FILE, renameWeights } from './names.ts';
import { TRAINING_FILE } from './training-file.ts';

/**
 * Reads the weights of an export for Keras back, of one that train.py has trained on too.
 * @throws FailureError 'unsupported-format', and those of `openArchive` for a damaged zip
 */
export const readKeras: WeightReader = async (files) => {
  const model = files.get(KERAS_FILE);
  if (!model) throw damaged(KERAS_FILE, 'is missing');
  const entries = await openArchive(new Blob([model]), KERAS_FILE);
  const file = entries.find(({ path }) => path === 'model.weights.h5');
  if (!file) throw damaged(KERAS_FILE, 'has no weights in it');
  return renameWeights(await weightsIn(file), renamedLayers(files));
};

async function weightsIn(entry: ArchiveEntry): Promise<Weights> {
  const bytes = await entry.read(new AbortController().signal);
  const { readWeightsFile } = await import('./weights-file.ts');
  try {
    return await readWeightsFile(bytes);
  } catch (cause) {
    throw damaged(`${KERAS_FILE}/${entry.path}`, 'is damaged', cause);
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
    throw damaged(TRAINING_FILE, 'is no JSON', cause);
  }
  throw damaged(TRAINING_FILE, 'names layers in a way that is not known');
}

const damaged = (file: string, what: string, cause?: unknown): FailureError =>
  new FailureError(
    {
      code: 'unsupported-format',
      what: `The export's ${file} ${what}.`,
      file,
      todo: 'Export the model again, and leave the zip as it is.',
    },
    { cause },
  );

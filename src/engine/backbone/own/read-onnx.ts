import { readOnnxModel } from '../../../core/backbone/convert/onnx-model.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { namedFiles, readNetwork } from '../../onnx/read-network.ts';
import { reading, refused } from './failure.ts';
import { MOST_WEIGHT_BYTES } from './folder.ts';
import type { FormatReader } from './format-reader.ts';

/** Exporters write one file beside the .onnx file, or one a weight. */
const MOST_FILES = 1000;

/**
 * Reads an .onnx file, and the files of weights that it names. It is called as its file is: exporters write 'main_graph' and
 * the like into all of theirs.
 */
export const readOnnx: FormatReader = async (path, { folder, signal, onStep }) => {
  const bytes = await folder.read(path);
  const named = reading(path, () => namedFiles(bytes)).slice(0, MOST_FILES);
  const others = new Map<string, Uint8Array>();
  let total = bytes.length;
  checkTotal(total, path);
  onStep(1, 1 + named.length);
  for (const [i, file] of named.entries()) {
    signal.throwIfAborted();
    const content = await folder.read(file, path).catch(unlessMissing);
    if (content) others.set(file, content);
    total += content?.length ?? 0;
    checkTotal(total, path);
    onStep(2 + i, 1 + named.length);
  }
  signal.throwIfAborted();
  const own = reading(path, () => readOnnxModel(readNetwork(bytes, others)));
  const [, name = ''] = /([^/]*)\.onnx/i.exec(path) ?? [];
  return { ...own, name, files: [path, ...others.keys()] };
};

/** What is missing is told with the weight that it would hold. */
function unlessMissing(error: unknown): null {
  if (error instanceof FailureError) return null;
  throw error;
}

/** @throws FailureError where the files have too many bytes together */
function checkTotal(bytes: number, path: string): void {
  if (bytes > MOST_WEIGHT_BYTES)
    throw refused(
      `The network has ${Math.round(bytes / 1e6)} MB; ${Math.round(MOST_WEIGHT_BYTES / 1e6)} MB are the most.`,
      path,
      'Bring a smaller network, or one with weights of 16 bits.',
    );
}

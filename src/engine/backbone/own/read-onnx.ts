import { readOnnxModel } from '../../../core/backbone/convert/onnx-model.ts';
import { readNetwork } from '../../onnx/read-network.ts';
import { reading, refused } from './failure.ts';
import { type FormatReader, MOST_WEIGHT_BYTES } from './format-reader.ts';

/** Reads an .onnx file. It is called as its file is: exporters write 'main_graph' and the like into all of theirs. */
export const readOnnx: FormatReader = async (path, { folder, signal, onStep }) => {
  const bytes = await folder.read(path);
  signal.throwIfAborted();
  onStep(1, 1);
  if (bytes.length > MOST_WEIGHT_BYTES)
    throw refused(
      `The file has ${Math.round(bytes.length / 1e6)} MB; ${Math.round(MOST_WEIGHT_BYTES / 1e6)} MB are the most.`,
      path,
      'Bring a smaller network, or one with weights of 16 bits.',
    );
  const own = reading(path, () => readOnnxModel(readNetwork(bytes)));
  const [, name = ''] = /([^/]*)\.onnx/i.exec(path) ?? [];
  return { ...own, name, files: [path] };
};

import type { BackboneInput } from '../card.ts';
import { ConversionError } from './conversion-error.ts';
import { kerasModel } from './keras-model.ts';
import { type KerasFile, kerasWeights } from './keras-weights.ts';
import { type NamedWeights, type OwnModel, readOwnModel } from './own-model.ts';

/*
 * VGG-16 and VGG-19 (Simonyan & Zisserman 2014, https://arxiv.org/abs/1409.1556, table 1, D and E) from the files that
 * Keras publishes: they hold weights alone, and the layers' names tell which of the two networks they are of
 * (keras/src/applications/vgg16.py, vgg19.py).
 */

/** Convolutions in each of the five blocks. */
const CONVOLUTIONS = { 'vgg-16': [2, 2, 3, 3, 3], 'vgg-19': [2, 2, 4, 4, 4] } as const;

export type VggId = keyof typeof CONVOLUTIONS;

const IDS: readonly VggId[] = ['vgg-16', 'vgg-19'];

/** keras.applications.vgg16.preprocess_input: mode 'caffe', at the size that the network was trained on. */
export const VGG_INPUT: BackboneInput = {
  size: 224,
  channels: 'BGR',
  mean: [103.939, 116.779, 123.68],
  std: [1, 1, 1],
};

const convolutionsOf = (id: VggId): readonly string[] =>
  CONVOLUTIONS[id].flatMap((count, block) =>
    Array.from({ length: count }, (_, i) => `block${block + 1}_conv${i + 1}`),
  );

/**
 * Which of the two networks has these layers; null: neither.
 * @param names of a file's layers; what lies above the convolutions may be among them
 */
export function vggOf(names: readonly string[]): VggId | null {
  const found = names.filter((name) => /^block\d+_conv\d+$/.test(name)).sort();
  return IDS.find((id) => found.join() === [...convolutionsOf(id)].sort().join()) ?? null;
}

/**
 * Reads VGG's convolutions.
 * @param file its layers' weights: a kernel [3, 3, in, out] and a bias [out] each
 * @throws ConversionError that names the layer whose weights are missing or of other shapes
 */
export function readVgg(id: VggId, file: KerasFile): OwnModel {
  const topology = vggTopology(id);
  const weights = kerasWeights(kerasModel(topology).layers, file);
  checkShapes(id, weights);
  return { ...readOwnModel({ format: 'keras-model', topology }, weights), input: VGG_INPUT };
}

function checkShapes(id: VggId, weights: NamedWeights): void {
  let channels = 3;
  for (const name of convolutionsOf(id)) {
    const kernel = weights.get(`${name}/kernel`);
    const bias = weights.get(`${name}/bias`);
    if (!kernel || !bias) throw new ConversionError(name, 'the file has no weights of it');
    const [rows, columns, inputs, outputs = 0] = kernel.shape;
    if (rows !== 3 || columns !== 3 || inputs !== channels || bias.shape.join() !== `${outputs}`)
      throw new ConversionError(
        name,
        `a kernel of ${kernel.shape.join(' × ')} with ${bias.shape.join(' × ')} biases, where VGG has 3 × 3 × ${channels}`,
      );
    channels = outputs;
  }
}

/** The network as Keras describes a sequential model, without its classifier. */
function vggTopology(id: VggId) {
  const layers = CONVOLUTIONS[id].flatMap((count, block) => [
    ...Array.from({ length: count }, (_, i) => ({
      class_name: 'Conv2D',
      config: {
        name: `block${block + 1}_conv${i + 1}`,
        ...(block + i === 0 && { batch_input_shape: [null, null, null, 3] }),
        padding: 'same',
        activation: 'relu',
      },
    })),
    {
      class_name: 'MaxPooling2D',
      config: { name: `block${block + 1}_pool`, pool_size: [2, 2], strides: [2, 2], padding: 'valid' },
    },
  ]);
  return { class_name: 'Sequential', config: { name: id.toUpperCase(), layers } };
}

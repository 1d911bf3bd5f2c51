import type { Tensor } from '../../../../src/core/backbone/convert/layers.ts';
import { hdf5File } from './hdf5-file.ts';

/** Layers of a block: a number of convolutions and a pooling. */
const BLOCKS = { 'vgg-16': [2, 2, 3, 3, 3], 'vgg-19': [2, 2, 4, 4, 4] } as const;

/** What a VGG file has of a convolution. */
interface Convolution {
  readonly name: string;
  /** [3, 3, in, out] */
  readonly kernel: Tensor;
  readonly bias: Tensor;
}

/** The convolutions of a VGG of other weights: the same whenever they are made. @param widths of the blocks */
export function vggConvolutions(id: keyof typeof BLOCKS, widths: readonly number[]): readonly Convolution[] {
  let channels = 3;
  let seed = 0;
  const next = (): number => {
    seed += 1;
    return Math.sin(seed * 12.9898) * 0.5;
  };
  const made: Convolution[] = [];
  BLOCKS[id].forEach((count, block) => {
    for (let i = 1; i <= count; i++) {
      const width = widths[block] ?? 0;
      const kernel = Float32Array.from({ length: 9 * channels * width }, next);
      const bias = Float32Array.from({ length: width }, next);
      made.push({
        name: `block${block + 1}_conv${i}`,
        kernel: {
          shape: [3, 3, channels, width],
          values: kernel.map((value) => value / Math.sqrt(channels)),
        },
        bias: { shape: [width], values: bias },
      });
      channels = width;
    }
  });
  return made;
}

/** A file as Keras publishes VGG's, vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5: weights alone. */
export async function vggFile(convolutions: readonly Convolution[]): Promise<Uint8Array<ArrayBuffer>> {
  const names = (layer: string) => [`${layer}_W_1:0`, `${layer}_b_1:0`] as const;
  const pools = [1, 2, 3, 4, 5].map((block) => `block${block}_pool`);
  const layers = [...convolutions.map(({ name }) => name), ...pools].sort();
  return hdf5File({
    attributes: {
      '': { layer_names: ['input_1', ...layers] },
      input_1: { weight_names: [] },
      ...Object.fromEntries(pools.map((pool) => [pool, { weight_names: [] }])),
      ...Object.fromEntries(convolutions.map(({ name }) => [name, { weight_names: names(name) }])),
    },
    values: new Map(
      convolutions.flatMap(({ name, kernel, bias }) => [
        [`${name}/${names(name)[0]}`, kernel] as const,
        [`${name}/${names(name)[1]}`, bias] as const,
      ]),
    ),
  });
}

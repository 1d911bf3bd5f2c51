import { type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { normalise } from '../../core/features/normalise.ts';
import type { Backbone } from '../backbone/load.ts';
import { squarePixels } from '../dataset/draw.ts';

/**
 * Features of a batch of prepared pictures.
 * @param images pictures · size² · 3 values, as `normalise` writes them
 * @returns pictures · features values
 */
export async function forward({ card, program }: Backbone, images: Float32Array): Promise<Float32Array> {
  const { size } = card.input;
  const input = tensor4d(images, [images.length / (size * size * 3), size, size, 3]);
  let output: Tensor | undefined;
  try {
    output = program.run(input);
    return (await output.data()) as Float32Array;
  } finally {
    input.dispose();
    output?.dispose();
  }
}

/** Features of one decoded picture. Leaves the bitmap open. */
export function featuresOf(backbone: Backbone, bitmap: ImageBitmap): Promise<Float32Array> {
  const { input } = backbone.card;
  const image = new Float32Array(input.size ** 2 * 3);
  normalise(squarePixels(bitmap, input.size), input, image, 0);
  return forward(backbone, image);
}

export interface ExtractOptions {
  readonly backbone: Backbone;
  readonly batchSize: number;
  /** True where another batch size means compiling again: the last batch is then filled up. */
  readonly fixedBatch: boolean;
  /** Pictures by hash. Decoded ahead of the model; each bitmap is closed here. */
  readonly decode: (hash: string) => Promise<ImageBitmap>;
  readonly onBatch: (hashes: readonly string[], features: Float32Array) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Runs pictures through a backbone, in batches. While one batch is in the model the next two are read and decoded
 * by the browser's own threads.
 * @throws AbortError when stopped; whatever decode and onBatch throw
 */
export async function extract(hashes: readonly string[], options: ExtractOptions): Promise<void> {
  const { backbone, batchSize, decode, signal } = options;
  const { input, features: length } = backbone.card;
  const pixels = input.size ** 2 * 3;
  const waiting: Promise<ImageBitmap>[] = [];
  let asked = 0;
  const ask = () => {
    while (asked < hashes.length && waiting.length < 3 * batchSize) {
      const decoding = decode(hashes[asked++] as string);
      // It is awaited later; until then its failure must not count as unhandled.
      decoding.catch(() => {});
      waiting.push(decoding);
    }
  };
  const images = new Float32Array(batchSize * pixels);
  try {
    for (let start = 0; start < hashes.length; start += batchSize) {
      const batch = hashes.slice(start, start + batchSize);
      for (let i = 0; i < batch.length; i++) {
        signal.throwIfAborted();
        ask();
        const bitmap = await (waiting.shift() as Promise<ImageBitmap>);
        normalise(squarePixels(bitmap, input.size), input, images, i * pixels);
        bitmap.close();
      }
      ask();
      signal.throwIfAborted();
      const filled = options.fixedBatch ? images : images.subarray(0, batch.length * pixels);
      const features = await forward(backbone, filled);
      await options.onBatch(batch, features.subarray(0, batch.length * length));
    }
  } finally {
    for (const rest of waiting)
      void rest.then(
        (bitmap) => bitmap.close(),
        () => {},
      );
  }
}

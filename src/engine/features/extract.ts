import { type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import type { View } from '../../core/augmentation/view.ts';
import { viewKey } from '../../core/augmentation/view-key.ts';
import type { BackboneInput } from '../../core/backbone/card.ts';
import { normalise } from '../../core/features/normalise.ts';
import { type Pixels, viewDrawer } from '../augmentation/draw-view.ts';
import type { Backbone } from '../backbone/load.ts';
import type { LoadedProgram } from '../backbone/run-program.ts';
import { throwIfLost } from '../backend/lost.ts';
import { mapInOrder } from '../dataset/in-order.ts';

/** What pictures go through: a whole backbone to its features, or its lower part to a boundary. */
export interface Extractor {
  readonly input: BackboneInput;
  readonly program: LoadedProgram;
}

export const featureExtractor = ({ card, program }: Backbone): Extractor => ({ input: card.input, program });

/**
 * Runs a batch of prepared pictures.
 * @param images pictures · size² · 3 values, as `normalise` writes them
 * @returns the program's output, picture after picture
 */
export async function forward({ input, program }: Extractor, images: Float32Array): Promise<Float32Array> {
  const { size } = input;
  const batch = tensor4d(images, [images.length / (size * size * 3), size, size, 3]);
  let output: Tensor | undefined;
  try {
    output = program.run(batch);
    const values = (await output.data()) as Float32Array;
    throwIfLost();
    return values;
  } finally {
    batch.dispose();
    output?.dispose();
  }
}

/**
 * Features of one decoded picture. Leaves the bitmap open.
 * @param views null: the picture itself
 * @returns one vector a view
 */
export async function featuresOf(
  backbone: Backbone,
  bitmap: ImageBitmap,
  views: readonly (View | null)[],
): Promise<Float32Array[]> {
  const { input } = backbone.card;
  const draw = viewDrawer(bitmap, input.size);
  const image = new Float32Array(input.size ** 2 * 3);
  const rows: Float32Array[] = [];
  // One at a time: another batch size would mean compiling again on a graphics processor.
  for (const view of views) {
    normalise(draw(view), input, image, 0);
    rows.push(await forward(featureExtractor(backbone), image));
  }
  return rows;
}

/** A picture and what is wanted of it. */
export interface PictureViews {
  readonly hash: string;
  /** At least one; null: the photo itself. */
  readonly views: readonly (View | null)[];
}

export interface ExtractOptions extends Extractor {
  readonly batchSize: number;
  /** True where another batch size means compiling again: the last batch is then filled up. */
  readonly fixedBatch: boolean;
  /** The pixels of a picture's views, in their order. Asked for ahead of the model. */
  readonly draw: (picture: PictureViews) => Promise<readonly Pixels[]>;
  /**
   * @param keys of views, as `viewKey` gives them
   * @param rows the program's output, view after view
   */
  readonly onBatch: (keys: readonly string[], rows: Float32Array) => void | Promise<void>;
  readonly signal: AbortSignal;
}

/** Batches of views that are drawn or being drawn when the model asks for them. */
const BATCHES_AHEAD = 3;

/**
 * Runs views of pictures through a program, in batches that go across pictures. While one batch is in the model the
 * views of the next ones are drawn.
 * @throws AbortError when stopped; whatever draw and onBatch throw
 */
export async function extract(pictures: readonly PictureViews[], options: ExtractOptions): Promise<void> {
  const { input, batchSize, signal } = options;
  const pixels = input.size ** 2 * 3;
  const images = new Float32Array(batchSize * pixels);
  let keys: string[] = [];
  const run = async (): Promise<void> => {
    signal.throwIfAborted();
    const filled = options.fixedBatch ? images : images.subarray(0, keys.length * pixels);
    const output = await forward(options, filled);
    const length = output.length / (filled.length / pixels);
    const batch = keys;
    keys = [];
    await options.onBatch(batch, output.subarray(0, batch.length * length));
  };

  const mostViews = pictures.reduce((most, { views }) => Math.max(most, views.length), 1);
  const ahead = Math.max(2, Math.ceil((BATCHES_AHEAD * batchSize) / mostViews));
  const drawn = mapInOrder(pictures, ahead, async (picture) => ({
    ...picture,
    squares: await options.draw(picture),
  }));
  for await (const { hash, views, squares } of drawn) {
    for (const [i, square] of squares.entries()) {
      normalise(square, input, images, keys.length * pixels);
      keys.push(viewKey(hash, views[i] ?? null));
      if (keys.length === batchSize) await run();
    }
  }
  if (keys.length > 0) await run();
}

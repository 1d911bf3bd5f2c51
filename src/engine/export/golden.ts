import type { BackboneInput } from '../../core/backbone/card.ts';
import { compile } from '../../core/backbone/program.ts';
import type { Answer, Picture } from '../../core/export/golden-search.ts';
import type { WholeModel } from '../../core/export/whole-model.ts';
import { wholeParts } from '../../core/export/whole-parts.ts';
import { normalise } from '../../core/features/normalise.ts';
import { FailureError } from '../../core/project/failure.ts';
import { softmax } from '../../core/softmax.ts';
import { type Head, predictLogits } from '../../core/training/head.ts';
import { loadProgram } from '../backbone/run-program.ts';
import { decodeImage } from '../dataset/decode.ts';
import { squarePixels } from '../dataset/draw.ts';
import { type Extractor, forward } from '../features/extract.ts';
import { Pace } from '../training/pace.ts';

/**
 * The page's own way to answer, picture by picture: several at once would mean compiling again on a graphics processor.
 * @param extractor of the run's backbone
 * @param temperature of the run
 */
export function pageAnswer(extractor: Extractor, head: Head, temperature: number): Answer {
  const pixels = new Float32Array(extractor.input.size ** 2 * 3);
  return async (picture) => {
    normalise(picture, extractor.input, pixels, 0);
    return softmax(predictLogits(head, await forward(extractor, pixels)), temperature);
  };
}

/**
 * A whole model's own answers for pictures: plain pixels go in, the temperature is inside. Its weights are on the
 * device only meanwhile.
 * @param size of the pictures' sides
 * @throws TypeError where the model can't be computed; AbortError when stopped
 */
export async function answerWhole(
  model: WholeModel,
  size: number,
  pictures: readonly Picture[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const { trunk, head } = wholeParts(model);
  const plain: BackboneInput = { size, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
  const program = loadProgram(compile(trunk, model.weights));
  try {
    const answer = pageAnswer({ input: plain, program }, head, 1);
    const pace = new Pace(signal);
    const answers: Float32Array[] = [];
    for (const picture of pictures) {
      await pace.between();
      answers.push(await answer(picture));
    }
    return answers;
  } finally {
    program.dispose();
  }
}

/** A picture as a PNG file, which loses nothing. */
export async function pngOf(picture: Picture, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas to a worker.');
  context.putImageData(new ImageData(picture, size, size), 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

/**
 * A golden picture's pixels from its file.
 * @param file its path, for messages
 * @throws FailureError as `decodeImage` does; 'damaged-image' where it is not of that size
 */
export async function pictureOf(png: Uint8Array<ArrayBuffer>, size: number, file: string): Promise<Picture> {
  const bitmap = await decodeImage(new Blob([png]), file);
  try {
    if (bitmap.width !== size || bitmap.height !== size)
      throw new FailureError({
        code: 'damaged-image',
        what: `A golden picture is ${bitmap.width} × ${bitmap.height} pixels, and not ${size} × ${size}.`,
        file,
        todo: 'Export the model again, and open the file as it was saved.',
      });
    return squarePixels(bitmap, size);
  } finally {
    bitmap.close();
  }
}

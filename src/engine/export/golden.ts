import type { BackboneInput } from '../../core/backbone/card.ts';
import { compile } from '../../core/backbone/program.ts';
import { goldenPattern } from '../../core/export/golden-pattern.ts';
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

/** RGBA, size² · 4 values, as it goes into a model. */
export type Picture = Uint8ClampedArray<ArrayBuffer>;

/** Drawn pictures that go along, and of how many they are chosen. */
const DRAWN = 3;
const CANDIDATES = 6;

/** What a model says of pictures, one by one: several at once would mean compiling again on a graphics processor. */
export interface Answerer {
  /** @returns probabilities of the classes */
  readonly answer: (picture: Picture) => Promise<Float32Array>;
}

/**
 * The page's own way to answer.
 * @param extractor of the run's backbone
 * @param temperature of the run
 */
export function pageAnswerer(extractor: Extractor, head: Head, temperature: number): Answerer {
  const pixels = new Float32Array(extractor.input.size ** 2 * 3);
  return {
    answer: async (picture) => {
      normalise(picture, extractor.input, pixels, 0);
      return softmax(predictLogits(head, await forward(extractor, pixels)), temperature);
    },
  };
}

/**
 * A whole model's own answers for pictures: plain pixels go in, the temperature is inside. Its weights are on the
 * device only meanwhile.
 * @param size of the pictures' sides
 * @throws TypeError where the model can't be computed
 */
export async function answerWhole(
  model: WholeModel,
  size: number,
  pictures: readonly Picture[],
): Promise<Float32Array[]> {
  const { trunk, head } = wholeParts(model);
  const plain: BackboneInput = { size, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
  const program = loadProgram(compile(trunk, model.weights));
  try {
    const { answer } = pageAnswerer({ input: plain, program }, head, 1);
    const answers: Float32Array[] = [];
    for (const picture of pictures) answers.push(await answer(picture));
    return answers;
  } finally {
    program.dispose();
  }
}

/**
 * Drawn pictures for a model: of some candidates those that it is least sure of. A picture that is answered with 100 %
 * stays so, whatever goes wrong a little.
 */
export async function drawnPictures(size: number, { answer }: Answerer): Promise<readonly Picture[]> {
  const candidates: { readonly picture: Picture; readonly sure: number }[] = [];
  for (let seed = 0; seed < CANDIDATES; seed++) {
    const picture = goldenPattern(size, seed);
    candidates.push({ picture, sure: Math.max(...(await answer(picture))) });
  }
  return candidates
    .sort((a, b) => a.sure - b.sure)
    .slice(0, DRAWN)
    .map(({ picture }) => picture);
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

import { type Answer, drawnPictures, type Picture } from '../../../core/export/golden-search.ts';
import type { GoldenAnswer } from '../../../core/export/model-manifest.ts';
import { decodeStored } from '../../../engine/dataset/decode.ts';
import { squarePixels } from '../../../engine/dataset/draw.ts';
import { pageAnswer, pngOf } from '../../../engine/export/golden.ts';
import { featureExtractor } from '../../../engine/features/extract.ts';
import { Pace } from '../../../engine/training/pace.ts';
import { getPicture } from '../../../storage/dataset/pictures.ts';
import { getRunBackbone } from '../../runtime/session.ts';
import type { TrainedRun } from '../training/trained-runs.ts';

/** Pictures that go along with an export, and what the page answers for them. */
export interface GoldenPictures {
  readonly answers: readonly GoldenAnswer[];
  /** PNG files. */
  readonly files: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * @param hashes of stored pictures; none: drawn ones
 * @throws FailureError 'not-found' for a picture that is not stored; AbortError when stopped
 */
export async function goldenPictures(
  finished: TrainedRun,
  hashes: readonly string[],
  signal: AbortSignal,
): Promise<GoldenPictures> {
  const { run, head } = finished;
  const backbone = await getRunBackbone(finished);
  const { size } = backbone.card.input;
  const pace = new Pace(signal);
  const answerAtOnce = pageAnswer(featureExtractor(backbone), head, run.temperature);
  const answer: Answer = async (picture) => {
    await pace.between();
    return answerAtOnce(picture);
  };
  const pictures =
    hashes.length > 0
      ? await Promise.all(hashes.map((hash) => storedPicture(hash, size)))
      : await drawnPictures(size, answer);
  const answers: GoldenAnswer[] = [];
  const files: Uint8Array<ArrayBuffer>[] = [];
  for (const [i, picture] of pictures.entries()) {
    const probabilities = [...(await answer(picture))];
    answers.push({ file: `golden/${i + 1}.png`, probabilities });
    files.push(await pngOf(picture, size));
  }
  return { answers, files };
}

async function storedPicture(hash: string, size: number): Promise<Picture> {
  const bitmap = await decodeStored(await getPicture(hash), 'the photo');
  try {
    return squarePixels(bitmap, size);
  } finally {
    bitmap.close();
  }
}

import type { Picture } from '../../../core/export/golden-search.ts';
import { type ParityCheck, parityCheck } from '../../../core/export/parity.ts';
import type { WholeModel } from '../../../core/export/whole-model.ts';
import { answerWhole, pictureOf } from '../../../engine/export/golden.ts';
import type { ReadExport } from '../../../engine/export/read-export.ts';

/**
 * Has a model that was read from a file answer the golden pictures of the same file.
 * @throws FailureError where a picture is damaged; AbortError when stopped
 */
export async function checkGolden(
  { manifest, golden }: ReadExport,
  model: WholeModel,
  signal: AbortSignal,
): Promise<ParityCheck> {
  const { size } = manifest.input;
  const pictures: Picture[] = [];
  for (const [i, png] of golden.entries()) {
    signal.throwIfAborted();
    pictures.push(await pictureOf(png, size, manifest.golden[i]?.file ?? ''));
  }
  return parityCheck(
    manifest.golden.map(({ probabilities }) => probabilities),
    await answerWhole(model, size, pictures, signal),
  );
}

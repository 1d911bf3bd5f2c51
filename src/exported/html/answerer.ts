import type { BackboneInput } from '../../core/backbone/card.ts';
import { compile } from '../../core/backbone/program.ts';
import { familiarityOf, type KnownFeatures } from '../../core/evaluation/known-features.ts';
import { isUnknown } from '../../core/evaluation/unknown.ts';
import type { ModelManifest } from '../../core/export/model-manifest.ts';
import type { WholeModel } from '../../core/export/whole-model.ts';
import { wholeParts } from '../../core/export/whole-parts.ts';
import { normalise } from '../../core/features/normalise.ts';
import { predictProbabilities } from '../../core/training/head.ts';
import { loadProgram } from '../../engine/backbone/run-program.ts';
import { forward } from '../../engine/features/extract.ts';
import type { PageAnswer } from './messages.ts';

/**
 * @param rgba size² · 4 values, 0…255, as `squarePixels` draws them
 */
export type Answerer = (rgba: Uint8ClampedArray) => Promise<PageAnswer>;

/**
 * Puts a model on the device.
 * @param known for “none of these”; null where the model can't tell
 */
export function answerer(
  model: WholeModel,
  { input: { size }, unknown }: Pick<ModelManifest, 'input' | 'unknown'>,
  known: KnownFeatures | null,
): Answerer {
  const { trunk, head } = wholeParts(model);
  // Pixels as they are: the normalisation is the model's first layer.
  const input: BackboneInput = { size, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
  const extractor = { input, program: loadProgram(compile(trunk, model.weights)) };
  const image = new Float32Array(size ** 2 * 3);
  return async (rgba) => {
    const began = performance.now();
    normalise(rgba, input, image, 0);
    const features = await forward(extractor, image);
    return {
      probabilities: predictProbabilities(head, features),
      unknown: isUnknown(unknown, known && familiarityOf(known, features)),
      milliseconds: performance.now() - began,
    };
  };
}

import { scaledToOne } from '../../core/evaluation/class-activation.ts';
import { batchSize } from '../../core/features/batch-size.ts';
import { normalise } from '../../core/features/normalise.ts';
import { reportProgress } from '../../core/project/rate.ts';
import { softmax } from '../../core/softmax.ts';
import { predictLogits } from '../../core/training/head.ts';
import { decodeImage, decodeStored } from '../../engine/dataset/decode.ts';
import { squarePixels } from '../../engine/dataset/draw.ts';
import { activationMap } from '../../engine/evaluation/cam.ts';
import { OCCLUSION_CELLS, occlusion } from '../../engine/evaluation/occlusion.ts';
import { featureExtractor, forward } from '../../engine/features/extract.ts';
import { Pace } from '../../engine/training/pace.ts';
import { getImage } from '../../storage/images.ts';
import type { JobRequest } from '../protocol.ts';
import type { Job, JobContext } from './job.ts';
import { backend, getBackbone } from './session.ts';
import { type TrainedRun, trained, tunedRunId } from './trained.ts';

const backboneOf = (finished: TrainedRun) => getBackbone(finished.run.recipe.backbone, tunedRunId(finished));

/** Writes no features and so waits for nobody: as `predict`, it answers while something trains. */
const saliency: Job<'saliency'> = async ({ runId, image, label, method }, context) => {
  const bitmap = await bitmapOf(image);
  try {
    const finished = await trained(runId);
    const backbone = await backboneOf(finished);
    context.signal.throwIfAborted();
    const began = performance.now();
    const { input } = backbone.card;
    const pixels = new Float32Array(input.size ** 2 * 3);
    normalise(squarePixels(bitmap, input.size), input, pixels, 0);
    const { logits, ...map } = await activationMap(featureExtractor(backbone), finished.head, pixels, label);
    const found = method === 'cam' ? map : await occluded(finished, pixels, map.label, context);
    return {
      ...found,
      method,
      values: scaledToOne(found.values),
      probabilities: [...softmax(logits, finished.run.temperature)],
      milliseconds: performance.now() - began,
    };
  } finally {
    bitmap.close();
  }
};

async function bitmapOf(image: JobRequest<'saliency'>['image']): Promise<ImageBitmap> {
  if (typeof image === 'string') return decodeStored(await getImage(image), 'the photo');
  if (image instanceof Blob) return decodeImage(image, image instanceof File ? image.name : 'the picture');
  return image;
}

/** @param pixels as `normalise` writes them */
async function occluded(
  finished: TrainedRun,
  pixels: Float32Array,
  label: number,
  { signal, emit }: JobContext<'saliency'>,
) {
  const info = await backend();
  const { card } = await backboneOf(finished);
  const { size } = card.input;
  const pace = new Pace(signal);
  const total = OCCLUSION_CELLS ** 2;
  const report = reportProgress(
    total,
    () => performance.now(),
    (done) => emit({ kind: 'step', done, total }),
  );
  const values = await occlusion(pixels, {
    size,
    batchSize: batchSize(info, card.multiplyAdds),
    fixedBatch: info.name === 'webgpu' || info.name === 'webgl',
    logitsOf: async (images) => {
      // Asked for anew each time: between two batches another job may have had another backbone loaded.
      const rows = await forward(featureExtractor(await backboneOf(finished)), images);
      const count = images.length / pixels.length;
      const length = rows.length / count;
      return Array.from({ length: count }, (_, i) => {
        const features = rows.subarray(i * length, (i + 1) * length);
        return predictLogits(finished.head, features)[label] ?? 0;
      });
    },
    onBatch: async (done) => {
      report(done);
      await pace.between();
    },
  });
  return { label, width: OCCLUSION_CELLS, height: OCCLUSION_CELLS, values };
}

export default saliency;

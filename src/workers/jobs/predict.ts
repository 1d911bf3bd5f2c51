import { predictProbabilities } from '../../core/training/head.ts';
import { decodeImage } from '../../engine/dataset/decode.ts';
import { featuresOf } from '../../engine/features/extract.ts';
import type { Job } from './job.ts';
import { getBackbone } from './session.ts';
import { trained } from './trained.ts';

const predict: Job<'predict'> = async ({ runId, image }) => {
  const { run, head } = await trained(runId);
  const backbone = await getBackbone(run.recipe.backbone);
  const bitmap =
    image instanceof Blob
      ? await decodeImage(image, image instanceof File ? image.name : 'the picture')
      : image;
  try {
    const began = performance.now();
    const probabilities = predictProbabilities(head, await featuresOf(backbone, bitmap));
    return { probabilities: [...probabilities], milliseconds: performance.now() - began };
  } finally {
    bitmap.close();
  }
};

export default predict;

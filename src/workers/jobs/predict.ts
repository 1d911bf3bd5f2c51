import { likeness } from '../../core/evaluation/known-features.ts';
import { softmax } from '../../core/softmax.ts';
import { decodeImage } from '../../engine/dataset/decode.ts';
import { featuresOf } from '../../engine/features/extract.ts';
import type { Job } from './job.ts';
import { getBackbone } from './session.ts';
import { answer, testViews } from './test-views.ts';
import { trained, tunedRunId } from './trained.ts';

const predict: Job<'predict'> = async ({ members, image, views }) => {
  const finished = await trained(members[0]?.runId ?? '');
  const { run, head, known } = finished;
  const backbone = await getBackbone(run.recipe.backbone, tunedRunId(finished));
  const bitmap =
    image instanceof Blob
      ? await decodeImage(image, image instanceof File ? image.name : 'the picture')
      : image;
  try {
    const began = performance.now();
    const features = await featuresOf(backbone, bitmap, testViews(run.recipe, 'picture', views));
    const probabilities = softmax(answer(head, features), run.temperature);
    const [itself] = features;
    return {
      probabilities: [...probabilities],
      scores: [known && itself ? likeness(known, itself) : null],
      milliseconds: performance.now() - began,
    };
  } finally {
    bitmap.close();
  }
};

export default predict;

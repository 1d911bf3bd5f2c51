import { scaledToOne } from '../../../core/evaluation/class-activation.ts';
import { normalise } from '../../../core/features/normalise.ts';
import { inOrder, meanProbabilities } from '../../../core/prediction/joint-answers.ts';
import { jointSaliency, type MemberMap } from '../../../core/prediction/joint-saliency.ts';
import { softmax } from '../../../core/softmax.ts';
import { predictLogits } from '../../../core/training/head.ts';
import { argmax } from '../../../core/training/metrics.ts';
import type { Backbone } from '../../../engine/backbone/load.ts';
import { decodeImage, decodeStored } from '../../../engine/dataset/decode.ts';
import { squarePixels } from '../../../engine/dataset/draw.ts';
import { activationMap, type LookedAt, lookAt } from '../../../engine/evaluation/cam.ts';
import { featureExtractor } from '../../../engine/features/extract.ts';
import { getPicture } from '../../../storage/dataset/pictures.ts';
import type { JobRequest } from '../../protocol.ts';
import type { Job } from '../../runtime/job.ts';
import { type ReadyMember, withMembers } from '../prediction/members.ts';
import { coverer } from './cover.ts';

/** What a member's backbone was shown, and what it made of it. */
interface Look extends LookedAt {
  /** As `normalise` writes them. */
  readonly pixels: Float32Array;
}

/** Writes no features and so waits for nobody: as `predict`, it answers while something trains. */
const saliency: Job<'saliency'> = async ({ members, image, label, method }, context) => {
  const bitmap = await bitmapOf(image);
  try {
    return await withMembers(members, async (ready) => {
      context.signal.throwIfAborted();
      const began = performance.now();
      const seen = await looksOf(ready, bitmap);
      const said = seen.map(({ member, look }) => answerOf(member, look));
      const weights = ready.map(({ weight }) => weight);
      const probabilities = meanProbabilities(said, weights);
      const asked = label ?? argmax(probabilities);
      const cover = method === 'occlusion' ? await coverer(ready.length, context) : null;
      const maps: MemberMap[] = [];
      for (const [i, { member, look }] of seen.entries()) {
        const { weight, finished, backbone, order } = member;
        const { run, head } = finished;
        // Each run has its classes in an order of its own.
        const own = order[asked] ?? asked;
        const map = cover ? await cover(backbone, head, look.pixels, own) : activationMap(look, head, own);
        maps.push({ weight, probability: said[i]?.[asked] ?? 0, temperature: run.temperature, map });
      }
      const { width, height, values } = jointSaliency(maps);
      return {
        label: asked,
        method,
        width,
        height,
        values: scaledToOne(values),
        probabilities: [...probabilities],
        milliseconds: performance.now() - began,
      };
    });
  } finally {
    bitmap.close();
  }
};

async function bitmapOf(image: JobRequest<'saliency'>['image']): Promise<ImageBitmap> {
  if (typeof image === 'string') return decodeStored(await getPicture(image), 'the photo');
  if (image instanceof Blob) return decodeImage(image, image instanceof File ? image.name : 'the picture');
  return image;
}

/** Members with the same backbone look once. */
async function looksOf(ready: readonly ReadyMember[], bitmap: ImageBitmap) {
  const looks = new Map<Backbone, Look>();
  const seen: { readonly member: ReadyMember; readonly look: Look }[] = [];
  for (const member of ready) {
    const { backbone } = member;
    const look = looks.get(backbone) ?? (await lookThrough(backbone, bitmap));
    looks.set(backbone, look);
    seen.push({ member, look });
  }
  return seen;
}

async function lookThrough(backbone: Backbone, bitmap: ImageBitmap): Promise<Look> {
  const { input } = backbone.card;
  const pixels = new Float32Array(input.size ** 2 * 3);
  normalise(squarePixels(bitmap, input.size), input, pixels, 0);
  return { pixels, ...(await lookAt(featureExtractor(backbone), pixels)) };
}

/** A member's calibrated probabilities, in the order of the first one's classes. */
function answerOf({ finished, order }: ReadyMember, { features }: Look): Float32Array {
  const { run, head } = finished;
  return inOrder(softmax(predictLogits(head, features), run.temperature), order);
}

export default saliency;

import { decodeImage } from '../../../engine/dataset/decode.ts';
import type { Job } from '../../runtime/job.ts';
import { answerTogether, withMembers } from './members.ts';

/** Writes no features and so waits for nobody: it answers while something trains. */
const predict: Job<'predict'> = async ({ members, image, views }) => {
  const bitmap =
    image instanceof Blob
      ? await decodeImage(image, image instanceof File ? image.name : 'the picture')
      : image;
  try {
    return await withMembers(members, (ready) => answerTogether(ready, bitmap, views));
  } finally {
    bitmap.close();
  }
};

export default predict;

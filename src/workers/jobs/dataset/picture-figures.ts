import { pictureFigures as figuresOf } from '../../../core/evaluation/picture-figures.ts';
import type { Job } from '../../runtime/job.ts';
import { thumbnailGreys } from './thumbnail-grey.ts';

/** The thumbnails' own: all are of one size, so a large photo is not sharper than a small one for its pixels. */
const SIDE = 192;

const pictureFigures: Job<'pictureFigures'> = async ({ hashes }, { signal }) =>
  (await thumbnailGreys(hashes, SIDE, signal)).map((grey) => grey && figuresOf(grey, SIDE));

export default pictureFigures;

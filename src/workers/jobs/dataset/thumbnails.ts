import { getThumbnails } from '../../../storage/dataset/pictures.ts';
import type { Job } from '../../runtime/job.ts';

const thumbnails: Job<'thumbnails'> = async ({ hashes }) =>
  (await getThumbnails(hashes)).map((found) =>
    found ? new Blob([found.jpeg], { type: 'image/jpeg' }) : null,
  );

export default thumbnails;

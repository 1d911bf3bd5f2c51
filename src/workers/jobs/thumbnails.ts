import { getThumbnails } from '../../storage/thumbnails.ts';
import type { Job } from './job.ts';

const thumbnails: Job<'thumbnails'> = async ({ hashes }) =>
  (await getThumbnails(hashes)).map((found) =>
    found ? new Blob([found.jpeg], { type: 'image/jpeg' }) : null,
  );

export default thumbnails;

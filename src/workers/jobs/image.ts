import { getImage } from '../../storage/images.ts';
import type { Job } from './job.ts';

const image: Job<'image'> = ({ hash }) => getImage(hash);

export default image;

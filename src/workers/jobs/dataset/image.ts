import { getImage } from '../../../storage/dataset/images.ts';
import type { Job } from '../../runtime/job.ts';

const image: Job<'image'> = ({ hash }) => getImage(hash);

export default image;

import { getPicture } from '../../../storage/dataset/pictures.ts';
import type { Job } from '../../runtime/job.ts';

const image: Job<'image'> = ({ hash }) => getPicture(hash);

export default image;

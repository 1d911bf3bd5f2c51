import { listFiles } from '../../../engine/dataset/list-files.ts';
import type { Job } from '../../runtime/job.ts';

const listFilesJob: Job<'listFiles'> = ({ files, pages }, { signal }) => listFiles(files, pages, signal);

export default listFilesJob;

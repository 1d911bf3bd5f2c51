import { putEnsemble } from '../../storage/ensembles.ts';
import type { Job } from './job.ts';

const saveEnsemble: Job<'saveEnsemble'> = async ({ ensemble }) => {
  await putEnsemble(ensemble);
  return null;
};

export default saveEnsemble;

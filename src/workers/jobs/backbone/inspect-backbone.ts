import type { Job } from '../../runtime/job.ts';
import { readBrought } from './read-brought.ts';

const inspectBackbone: Job<'inspectBackbone'> = async ({ files }, context) => {
  const { name, format, size, input, cuts, parameters, leftOut } = await readBrought(files, context);
  return { name, format, size, input, cuts, parameters, leftOut };
};

export default inspectBackbone;

import { readBrought } from './backbone/read-brought.ts';
import type { Job } from './job.ts';

const inspectBackbone: Job<'inspectBackbone'> = async ({ files }, context) => {
  const { name, format, size, input, cuts, parameters, leftOut } = await readBrought(files, context);
  return { name, format, size, input, cuts, parameters, leftOut };
};

export default inspectBackbone;

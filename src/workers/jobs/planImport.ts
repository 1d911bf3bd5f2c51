import { planImport } from '../../core/dataset/import/plan-import.ts';
import type { Job } from './job.ts';

const planImportJob: Job<'planImport'> = async ({ listing, place, corrections }) =>
  planImport(listing, place, corrections);

export default planImportJob;

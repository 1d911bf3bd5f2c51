import { unpackTable } from '../../../core/dataset/import/label-table.ts';
import { planImport } from '../../../core/dataset/import/plan-import.ts';
import type { Job } from '../../runtime/job.ts';

const planImportJob: Job<'planImport'> = async ({ listing, place, corrections }) =>
  planImport({ ...listing, tables: listing.tables.map(unpackTable) }, place, corrections);

export default planImportJob;

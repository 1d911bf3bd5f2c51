import type { ExportFormat } from '../../core/export/exported.ts';
import type { ParityCheck } from '../../core/export/parity.ts';
import type { Run } from '../../core/training/run.ts';
import type { StepEvent } from './progress.ts';

/** Models that leave the page and come back. */
export interface ExportJobs {
  /** Writes a run as a file that answers elsewhere as it does here, and reads it back to prove it. */
  exportModel: {
    request: {
      readonly runId: string;
      readonly format: ExportFormat;
      /** Hashes of stored pictures to go along as golden pictures; none: drawn ones. */
      readonly golden: readonly string[];
    };
    event: StepEvent;
    result: { readonly fileName: string; readonly file: Blob; readonly check: ParityCheck };
  };
  /** Reads a file that `exportModel` has written, of any format, as a run. */
  importModel: {
    request: { /** That the run gets. */ readonly runId: string; readonly file: File };
    event: StepEvent;
    result: { readonly run: Run; readonly check: ParityCheck };
  };
}

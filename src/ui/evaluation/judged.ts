import type { Split } from '../../core/dataset/dataset.ts';
import type { Answer } from '../../core/evaluation/answers.ts';
import type { Run } from '../../core/training/run.ts';

/** What the parts of Evaluate are about: a run's answers for one split, one at least. */
export interface Judged {
  readonly run: Run;
  readonly split: Split;
  /** Calibrated, in the order of the evaluation. */
  readonly answers: readonly Answer[];
}

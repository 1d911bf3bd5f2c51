import type { Standardisation } from '../../../core/training/standardise.ts';
import type { HeadLearner } from '../../../engine/training/head-learner.ts';
import type { Examples, Learner } from '../../../engine/training/learner.ts';

/** What learns in a phase, and from what. */
export interface PhaseInput {
  readonly learner: Learner;
  /** The learner's head: the learner itself where it learns alone. */
  readonly head: HeadLearner;
  /** Of the features that the head takes. */
  readonly scale: Standardisation;
  readonly train: Examples;
  /** Null where no photos are held out for it. */
  readonly validation: Examples | null;
  /** Frees the learner and closes the caches. */
  readonly dispose: () => void;
}

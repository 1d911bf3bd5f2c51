import { evaluate } from '../../../core/evaluation/evaluate.ts';
import { correctCount } from '../../../core/evaluation/evaluation.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { toFailure } from '../../../core/project/failure.ts';
import { standardisationOf } from '../../../core/training/standardise.ts';
import type { Trial } from '../../../core/training/sweep.ts';
import type { PlannedTrial } from '../../../core/training/sweep-trials.ts';
import type { LabelledPhoto } from '../training/photos.ts';
import type { TrainingViews } from '../training/views.ts';
import { type HeadTrial, headExamples, judgeHead } from './judge-head.ts';

export interface SweepOptions {
  readonly features: FeatureRows;
  readonly classes: number;
  readonly photos: {
    readonly train: readonly LabelledPhoto[];
    readonly validation: readonly LabelledPhoto[];
  };
  /** Of the photos, the same for all trials. */
  readonly views: TrainingViews;
  readonly trials: readonly PlannedTrial[];
  readonly onStep: (done: number, total: number) => void;
  /** Each result as it comes. */
  readonly onTrial: (trial: Trial) => void;
  readonly signal: AbortSignal;
}

/**
 * Trains a head by each recipe and judges it on the validation photos.
 * @returns in the order of the trials; one whose loss grew without bound has an infinite loss
 * @throws AbortError when stopped
 */
export async function sweepHeads(options: SweepOptions): Promise<readonly Trial[]> {
  const { features, classes, photos, views, trials, onStep, onTrial, signal } = options;
  const scale = standardisationOf(features.each(photos.train.map(({ sample }) => sample.hash)));
  const train = headExamples(features, photos.train, views.train, scale);
  const judged = headExamples(features, photos.validation, views.validation, scale);
  const results: Trial[] = [];
  for (const [done, planned] of trials.entries()) {
    signal.throwIfAborted();
    onStep(done, trials.length);
    const { recipe } = planned;
    const head = { recipe, classes, scale, train, watched: judged, judged, signal };
    const trial = await tryHead(planned, head, photos.validation);
    results.push(trial);
    onTrial(trial);
  }
  return results;
}

async function tryHead(
  planned: PlannedTrial,
  head: HeadTrial,
  validation: readonly LabelledPhoto[],
): Promise<Trial> {
  const began = performance.now();
  try {
    const logits = await judgeHead(head);
    const { classes } = head;
    const judged = evaluate(
      'validation',
      validation.map(({ sample, label }, i) => ({
        sampleId: sample.id,
        label,
        logits: logits.slice(i * classes, (i + 1) * classes),
      })),
    );
    return {
      ...planned,
      accuracy: correctCount(judged) / validation.length,
      loss: judged.loss,
      milliseconds: performance.now() - began,
    };
  } catch (error) {
    // A rate that is too high is a finding, and no reason to end the others.
    if (toFailure(error).code !== 'diverged') throw error;
    const milliseconds = performance.now() - began;
    return { ...planned, accuracy: 0, loss: Number.POSITIVE_INFINITY, milliseconds };
  }
}

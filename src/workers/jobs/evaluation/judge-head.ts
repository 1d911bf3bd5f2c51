import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { phasesOf } from '../../../core/training/phases.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import type { Standardisation } from '../../../core/training/standardise.ts';
import { featureExamples } from '../../../engine/training/feature-examples.ts';
import { fit as fitPhase } from '../../../engine/training/fit.ts';
import type { Examples } from '../../../engine/training/learner.ts';
import { predictExamples } from '../../../engine/training/predict-examples.ts';
import type { WantedViews } from '../features/wanted-views.ts';
import { labelsOf, newHead } from '../training/head-input.ts';
import type { LabelledPhoto } from '../training/photos.ts';
import { keysOf } from '../training/views.ts';

/** Photos asked about at a time: features are small, and larger products quicker. */
const AT_ONCE = 1024;

/**
 * Photos with their cached views, as a head learns from them.
 * @param views of the photos, in their order
 */
export function headExamples(
  features: FeatureRows,
  photos: readonly LabelledPhoto[],
  views: readonly WantedViews[],
  scale: Standardisation,
): Examples {
  const rows = views.map((wanted) => keysOf(wanted).map((key) => features.get(key)));
  return featureExamples(rows, labelsOf(photos), scale);
}

export interface HeadTrial {
  readonly recipe: Recipe;
  readonly classes: number;
  /** Of the training photos. */
  readonly scale: Standardisation;
  readonly train: Examples;
  /** Tells a recipe that waits when to stop or to slow down; null: it is trained for all its epochs. */
  readonly watched: Examples | null;
  /** Whom the head is asked about when it has learned. */
  readonly judged: Examples;
  readonly signal: AbortSignal;
}

/**
 * Trains a fresh head for a recipe's head phase and asks it about photos.
 * @returns logits, judged.labels.length · classes values
 * @throws AbortError when stopped; FailureError 'diverged'
 */
export async function judgeHead(trial: HeadTrial): Promise<Float32Array> {
  const { recipe, classes, scale, train, watched, judged, signal } = trial;
  const [phase] = phasesOf({ ...recipe, fineTuning: { ...recipe.fineTuning, stages: [] } }, 0);
  if (!phase) throw new Error('A recipe has at least the phase of the head.');
  const learner = newHead(recipe, scale, classes);
  try {
    await fitPhase({
      learner,
      recipe,
      classes,
      train,
      validation: watched,
      phase,
      keepBest: recipe.patience > 0,
      resume: null,
      onEpoch: () => {},
      onBatch: () => {},
      signal,
    });
    return await predictExamples(learner, judged, AT_ONCE, signal);
  } finally {
    learner.dispose();
  }
}

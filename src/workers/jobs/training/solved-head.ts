import type { BackboneDepth } from '../../../core/backbone/card.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { DenseLayer } from '../../../core/training/head.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import { balancedWeights } from '../../../core/training/targets.ts';
import { type SolveProgress, solveHead } from '../../../engine/training/softmax-regression/solve-head.ts';
import { featureSource } from './feature-source.ts';
import { labelsOf } from './head-lesson.ts';
import type { LabelledPhoto } from './photos.ts';
import { viewKeys } from './views.ts';
import type { WantedViews } from '../wanted-views.ts';

export interface SolvedHeadOptions {
  readonly recipe: Recipe;
  /** Of the depths that the head reads, side by side. */
  readonly features: FeatureRows;
  readonly depths: readonly BackboneDepth[];
  readonly classes: number;
  readonly penalty: number;
  readonly train: readonly LabelledPhoto[];
  /** Of the training photos: the photo itself first. */
  readonly views: readonly WantedViews[];
  /** Fold of each training photo, −1: in none; null: the validation photos are judged. */
  readonly folds: readonly number[] | null;
  readonly validation: readonly LabelledPhoto[];
  readonly onIteration?: (progress: SolveProgress) => void;
  readonly signal: AbortSignal;
}

export interface SolvedRun {
  readonly head: DenseLayer;
  /** [photos, classes]: of the training photos by models that have not seen them, or of the validation photos. */
  readonly logits: Float32Array;
}

/**
 * Solves a linear head on photos and their views. A photo's views count together as much as a photo without any.
 * @throws AbortError when stopped
 */
export async function solvedHead(options: SolvedHeadOptions): Promise<SolvedRun> {
  const { recipe, features, depths, classes, penalty, train, views, folds, validation, signal } = options;
  const keys: string[] = [];
  const labels: number[] = [];
  const weights: number[] = [];
  const judged: number[] = [];
  const fold: number[] = [];
  const balance = recipe.classWeights === 'balanced' ? balancedWeights(labelsOf(train), classes) : null;
  train.forEach(({ sample, label }, i) => {
    const own = viewKeys(sample.hash, views[i]?.views ?? [null]);
    own.forEach((key, view) => {
      keys.push(key);
      labels.push(label);
      weights.push((balance?.[label] ?? 1) / own.length);
      judged.push(folds && view === 0 ? 1 : 0);
      fold.push(folds?.[i] ?? -1);
    });
  });
  if (!folds)
    for (const { sample, label } of validation) {
      keys.push(sample.hash);
      labels.push(label);
      // Nothing is learned from it.
      weights.push(0);
      judged.push(1);
      fold.push(-1);
    }
  const { head, heldOut } = await solveHead({
    source: featureSource(features, keys, depths),
    read: depths.map((_, i) => i),
    labels: Int32Array.from(labels),
    weights: Float32Array.from(weights),
    classes,
    penalty,
    folds: folds && Int32Array.from(fold),
    judged: Uint8Array.from(judged),
    ...(options.onIteration && { onIteration: options.onIteration }),
    signal,
  });
  return { head, logits: rowsWhere(heldOut, judged, classes) };
}

function rowsWhere(all: Float32Array, judged: readonly number[], classes: number): Float32Array {
  const rows = judged.flatMap((one, i) => (one === 1 ? [i] : []));
  const chosen = new Float32Array(rows.length * classes);
  rows.forEach((row, i) => {
    chosen.set(all.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return chosen;
}

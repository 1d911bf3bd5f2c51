import type { BackboneDepth } from '../../../core/backbone/card.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { type DenseLayer, predictLogits } from '../../../core/training/head.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import { balancedWeights } from '../../../core/training/targets.ts';
import { type SolveProgress, solveHead } from '../../../engine/training/softmax-regression/solve-head.ts';
import type { WantedViews } from '../features/wanted-views.ts';
import { featureSource } from './feature-source.ts';
import { labelsOf } from './head-input.ts';
import type { LabelledPhoto } from './photos.ts';
import { viewKeys } from './views.ts';

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
  const rows: Row[] = [];
  const balance = recipe.classWeights === 'balanced' ? balancedWeights(labelsOf(train), classes) : null;
  train.forEach(({ sample, label }, i) => {
    const keys = viewKeys(sample.hash, views[i]?.views ?? [null]);
    const weight = (balance?.[label] ?? 1) / keys.length;
    const fold = folds?.[i] ?? -1;
    keys.forEach((key, view) => {
      rows.push({ key, label, weight, fold, judged: view === 0 });
    });
  });
  // Nothing is learned from them, and the model of their fold, which learns from all others, shows how good it gets.
  if (!folds)
    for (const { sample, label } of validation)
      rows.push({ key: sample.hash, label, weight: 0, fold: 0, judged: true });
  const heldOut = rows.some(({ fold }) => fold >= 0);
  const { head, outOfFold } = await solveHead({
    source: featureSource(
      features,
      rows.map(({ key }) => key),
      depths,
    ),
    read: depths.map((_, i) => i),
    labels: Int32Array.from(rows, ({ label }) => label),
    weights: Float32Array.from(rows, ({ weight }) => weight),
    classes,
    penalty,
    folds: heldOut ? Int32Array.from(rows, ({ fold }) => fold) : null,
    judged: Uint8Array.from(rows, ({ judged }) => (judged ? 1 : 0)),
    ...(options.onIteration && { onIteration: options.onIteration }),
    signal,
  });
  if (!folds) {
    const answers = validation.map(({ sample }) => predictLogits([head], features.get(sample.hash)));
    return { head, logits: joined(answers, classes) };
  }
  const judged = rows.flatMap((row, i) => (row.judged ? [i] : []));
  return {
    head,
    logits: joined(
      judged.map((i) => outOfFold?.subarray(i * classes, (i + 1) * classes) ?? new Float32Array(classes)),
      classes,
    ),
  };
}

/** A view that the solver sees. */
interface Row {
  readonly key: string;
  readonly label: number;
  readonly weight: number;
  readonly fold: number;
  readonly judged: boolean;
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(parts.length * length);
  parts.forEach((part, i) => {
    all.set(part, i * length);
  });
  return all;
}

import type { CrossValidation, Fold } from '../../../core/evaluation/cross-validation.ts';
import { evaluate } from '../../../core/evaluation/evaluate.ts';
import type { Evaluation } from '../../../core/evaluation/evaluation.ts';
import { type Folds, stratifiedFolds } from '../../../core/evaluation/folds.ts';
import { correctCount } from '../../../core/evaluation/words.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { seededRandom } from '../../../core/random.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import { standardisationOf } from '../../../core/training/standardise.ts';
import type { FeatureRows } from '../training/head-lesson.ts';
import type { LabelledPhoto } from '../training/photos.ts';
import { trainingViews } from '../training/views.ts';
import { headExamples, judgeHead } from './judge-head.ts';

export interface CrossValidationOptions {
  readonly features: FeatureRows;
  readonly recipe: Recipe;
  readonly classes: number;
  /** Training and validation photos together, in an order that does not depend on how they came. */
  readonly photos: readonly LabelledPhoto[];
  readonly folds: number;
  /** Each with folds and a seed of its own. */
  readonly repeats: number;
  readonly onStep: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Repeated, stratified k-fold cross-validation of a recipe's head on cached features: each fold is judged by a head
 * that learned from the others.
 *
 * What is judged decides nothing about its own model. A recipe that waits for the validation loss (patience, or a rate
 * that falls on a plateau) watches the next fold, which is then not learned from either.
 *
 * @throws AbortError when stopped; FailureError 'nothing-to-train' where no class has two pictures, 'diverged'
 */
export async function crossValidateHead(options: CrossValidationOptions): Promise<CrossValidation> {
  const { recipe, photos, folds, repeats, onStep, signal } = options;
  const began = performance.now();
  const models: Fold[] = [];
  let outOfFold: CrossValidation['outOfFold'] = [];
  let count = folds;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const divided = foldsOf(photos, folds, `${recipe.seed}/folds/${repeat}`);
    count = divided.count;
    for (let fold = 0; fold < count; fold++) {
      signal.throwIfAborted();
      onStep(models.length, count * repeats);
      const judged = await judgeFold(options, divided, fold, recipe.seed + repeat);
      models.push({
        repeat,
        correct: correctCount(judged),
        total: judged.predictions.length,
        loss: judged.loss,
      });
      if (repeat === 0) outOfFold = [...outOfFold, ...judged.predictions];
    }
  }
  return { folds: count, repeats, models, outOfFold, milliseconds: performance.now() - began };
}

function foldsOf(photos: readonly LabelledPhoto[], folds: number, seed: string): Folds {
  const divided = stratifiedFolds(
    photos.map(({ sample: { hash, group }, label }) => ({ label, hash, group })),
    folds,
    seededRandom(seed),
  );
  if (divided.count > 0) return divided;
  throw new FailureError({
    code: 'nothing-to-train',
    what: 'No class has two different pictures, so none can be learned from one and judged by the other.',
    todo: 'Add photos, then try again.',
  });
}

/** Trains on all other folds and judges one. */
async function judgeFold(
  { features, recipe, classes, photos, signal }: CrossValidationOptions,
  { count, of }: Folds,
  fold: number,
  seed: number,
): Promise<Evaluation> {
  const waits = recipe.patience > 0 || recipe.schedule.kind === 'plateau';
  const watchedFold = waits && count > 2 ? (fold + 1) % count : null;
  const inFolds = (wanted: (fold: number | undefined) => boolean) => photos.filter((_, i) => wanted(of[i]));
  const train = inFolds((other) => other !== fold && other !== watchedFold);
  const watched = watchedFold === null ? [] : inFolds((other) => other === watchedFold);
  const judged = inFolds((other) => other === fold);

  // The views are the recipe's in each repeat: those that are cached.
  const views = trainingViews(recipe, { train, validation: judged, test: 0 });
  const { validation: watchedViews } = trainingViews(recipe, { train: [], validation: watched, test: 0 });
  const scale = standardisationOf(train.map(({ sample }) => features.get(sample.hash)));
  const logits = await judgeHead({
    recipe: { ...recipe, seed },
    classes,
    scale,
    train: headExamples(features, train, views.train, scale),
    watched: watched.length > 0 ? headExamples(features, watched, watchedViews, scale) : null,
    judged: headExamples(features, judged, views.validation, scale),
    signal,
  });
  return evaluate(
    'validation',
    judged.map(({ sample, label }, i) => ({
      sampleId: sample.id,
      label,
      logits: logits.slice(i * classes, (i + 1) * classes),
    })),
  );
}

import type { BackboneDepth } from '../../../core/backbone/card.ts';
import type { CrossValidation, Fold } from '../../../core/evaluation/cross-validation.ts';
import { evaluate } from '../../../core/evaluation/evaluate.ts';
import type { Evaluation } from '../../../core/evaluation/evaluation.ts';
import { correctCount } from '../../../core/evaluation/evaluation.ts';
import type { Folds } from '../../../core/evaluation/folds.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { type Recipe, solvesHead } from '../../../core/training/recipe.ts';
import { standardisationOf } from '../../../core/training/standardise.ts';
import { foldsOf, type LabelledPhoto } from '../training/photos.ts';
import { solvedHead } from '../training/solved-head.ts';
import { trainingViews } from '../training/views.ts';
import { headExamples, judgeHead } from './judge-head.ts';

export interface CrossValidationOptions {
  /** Of the depths that the head reads, side by side. */
  readonly features: FeatureRows;
  readonly depths: readonly BackboneDepth[];
  readonly recipe: Recipe;
  /** Of a head that is solved. */
  readonly penalty: number;
  readonly classes: number;
  /** Training and validation photos together, in an order that does not depend on how they came. */
  readonly photos: readonly LabelledPhoto[];
  readonly folds: number;
  /** Each with folds and a seed of its own. */
  readonly repeats: number;
  /** Decides which photos lie together in a repeat. */
  readonly draw?: (repeat: number) => string;
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
    const draw = options.draw?.(repeat) ?? `${recipe.seed}/folds/${repeat}`;
    const divided = divide(photos, folds, draw);
    count = divided.count;
    const step = (fold: number) => {
      signal.throwIfAborted();
      onStep(repeat * divided.count + fold, divided.count * repeats);
    };
    const judged = solvesHead(recipe)
      ? await solveFolds(options, divided, step)
      : await trainFolds(options, divided, step, recipe.seed + repeat);
    for (const { predictions, loss } of judged)
      models.push({ repeat, correct: correctCount({ predictions }), total: predictions.length, loss });
    if (repeat === 0) outOfFold = judged.flatMap(({ predictions }) => predictions);
  }
  return { folds: count, repeats, models, outOfFold, milliseconds: performance.now() - began };
}

function divide(photos: readonly LabelledPhoto[], folds: number, draw: string): Folds {
  const divided = foldsOf(photos, draw, folds);
  if (divided) return divided;
  throw new FailureError({
    code: 'nothing-to-train',
    what: 'No class has two different pictures, so none can be learned from one and judged by the other.',
    todo: 'Add photos, then try again.',
  });
}

/** All folds' models are solved side by side. */
async function solveFolds(
  { features, depths, penalty, recipe, classes, photos, signal }: CrossValidationOptions,
  { count, of }: Folds,
  step: (fold: number) => void,
): Promise<readonly Evaluation[]> {
  step(0);
  const { train: views } = trainingViews(recipe, { train: photos, validation: [], test: 0 });
  const { logits } = await solvedHead({
    recipe,
    features,
    depths,
    classes,
    penalty,
    train: photos,
    views,
    folds: of,
    validation: [],
    signal,
  });
  return Array.from({ length: count }, (_, fold) => judged(photos, logits, (i) => of[i] === fold));
}

async function trainFolds(
  options: CrossValidationOptions,
  folds: Folds,
  step: (fold: number) => void,
  seed: number,
): Promise<readonly Evaluation[]> {
  const all: Evaluation[] = [];
  for (let fold = 0; fold < folds.count; fold++) {
    step(fold);
    all.push(await judgeFold(options, folds, fold, seed));
  }
  return all;
}

/** @param logits photos.length · classes values */
function judged(
  photos: readonly LabelledPhoto[],
  logits: Float32Array,
  isJudged: (index: number) => boolean,
): Evaluation {
  const classes = logits.length / photos.length;
  return evaluate(
    'validation',
    photos.flatMap(({ sample, label }, i) =>
      isJudged(i)
        ? [{ sampleId: sample.id, label, logits: logits.slice(i * classes, (i + 1) * classes) }]
        : [],
    ),
  );
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
  const held = inFolds((other) => other === fold);

  // The views are the recipe's in each repeat: those that are cached.
  const views = trainingViews(recipe, { train, validation: held, test: 0 });
  const { validation: watchedViews } = trainingViews(recipe, { train: [], validation: watched, test: 0 });
  const scale = standardisationOf(features.each(train.map(({ sample }) => sample.hash)));
  const logits = await judgeHead({
    recipe: { ...recipe, seed },
    classes,
    scale,
    train: headExamples(features, train, views.train, scale),
    watched: watched.length > 0 ? headExamples(features, watched, watchedViews, scale) : null,
    judged: headExamples(features, held, views.validation, scale),
    signal,
  });
  return judged(held, logits, () => true);
}

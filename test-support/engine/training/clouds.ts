import { type Random, seededRandom } from '../../../src/core/random.ts';
import { type Head, predictProbabilities } from '../../../src/core/training/head.ts';
import { normal } from '../../../src/core/training/initial.ts';
import { phasesOf } from '../../../src/core/training/phases.ts';
import { defaultRecipe, type Recipe } from '../../../src/core/training/recipe.ts';
import { fitStandardisation } from '../../../src/core/training/standardise.ts';
import { featureExamples } from '../../../src/engine/training/feature-examples.ts';
import { type FitOptions, fit as fitPhase } from '../../../src/engine/training/fit.ts';
import { type HeadLearner, headLearner } from '../../../src/engine/training/head-learner.ts';
import type { Examples } from '../../../src/engine/training/learner.ts';

/* Small problems for the tests of fit. */

export const FEATURES = 5;
export const CLASSES = 3;

export interface Cloud {
  /** labels.length · FEATURES values. */
  readonly features: Float32Array;
  readonly labels: Int32Array;
}

/** Clouds around one point a class, sorted by class, with features of very different size. */
export function clouds(count: number, spread: number, random: Random): Cloud {
  const labels = Int32Array.from({ length: count }, (_, i) => Math.floor((i * CLASSES) / count));
  const features = Float32Array.from({ length: count * FEATURES }, (_, i) => {
    const at = i % FEATURES;
    const centre = at === labels[Math.floor(i / FEATURES)] ? 1 : 0;
    return 10 ** (at - 2) * (4 + centre + spread * normal(random));
  });
  return { features, labels };
}

export const rowsOf = ({ features, labels }: Cloud): Float32Array[] =>
  Array.from(labels, (_, i) => features.subarray(i * FEATURES, (i + 1) * FEATURES));

export type TrainOptions = Partial<Omit<FitOptions, 'learner' | 'train' | 'validation'>> & {
  readonly validation?: Cloud | null;
};

/** What `fit` takes, on a fresh head: the default recipe by AdamW and the head's phase, except where it is told otherwise. */
export function fitOptions(
  train: Cloud,
  changes: Partial<Recipe>,
  { validation, ...options }: TrainOptions = {},
): FitOptions & { readonly learner: HeadLearner } {
  const recipe: Recipe = { ...defaultRecipe, optimizer: 'adamw', ...changes };
  const [phase] = phasesOf(recipe, 1);
  if (!phase) throw new Error('A recipe has a phase.');
  const scale = fitStandardisation(train.features, FEATURES);
  const examples = (of: Cloud): Examples =>
    featureExamples(
      rowsOf(of).map((row) => [row]),
      of.labels,
      scale,
    );
  return {
    learner: headLearner(recipe.head, FEATURES, CLASSES, seededRandom(recipe.seed)),
    recipe,
    classes: CLASSES,
    train: examples(train),
    validation: validation ? examples(validation) : null,
    phase,
    keepBest: false,
    resume: null,
    onEpoch: () => {},
    onBatch: () => {},
    signal: new AbortController().signal,
    ...options,
  };
}

/** Trains a fresh head. */
export async function trainHead(
  train: Cloud,
  recipe: Partial<Recipe>,
  options: TrainOptions = {},
): Promise<Head> {
  const all = fitOptions(train, recipe, options);
  try {
    await fitPhase(all);
    return await all.learner.readHead(fitStandardisation(train.features, FEATURES));
  } finally {
    all.learner.dispose();
  }
}

/** What a head says of each example. */
export const probabilitiesOf = (head: Head, cloud: Cloud): Float32Array[] =>
  rowsOf(cloud).map((row) => predictProbabilities(head, row));

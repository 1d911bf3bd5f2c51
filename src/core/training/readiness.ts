import { countWords, photoWords } from '../count-words.ts';
import type { ClassLabel, Dataset } from '../dataset/dataset.ts';
import { classCounts, type SplitCounts, samplesOfSplit } from '../dataset/selectors.ts';
import { someWords } from '../list-words.ts';
import { judgesInFolds, type Recipe } from './recipe.ts';

/** What stands in the way of a training, and what will make it worse; full sentences for the page. */
export interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Below this many training photos a class is said to have few. */
const few = 10;
/** From this ratio of the largest to the smallest class on, the imbalance is pointed out. */
const imbalance = 10;

interface ClassCount extends SplitCounts {
  readonly label: ClassLabel;
}

/** '“a”', '“a” and “b”', '“a”, “b” and 3 more': names at most three. */
function names(counts: readonly ClassCount[]): string {
  return someWords(
    counts.map(({ label }) => `“${label.name}”`),
    3,
  );
}

function problemsOf(counts: readonly ClassCount[]): string[] {
  if (counts.every((count) => count.total === 0)) return ['There are no photos yet: add some under Data.'];
  const [first] = counts;
  if (counts.length === 1 && first !== undefined)
    return [`There is only one class, ${names([first])}: add a second one for the model to tell it from.`];
  const problems: string[] = [];
  const empty = counts.filter((count) => count.total === 0);
  if (empty.length > 0)
    problems.push(
      `${names(empty)} ${empty.length === 1 ? 'has' : 'have'} no photos: add some, or delete the ${empty.length === 1 ? 'class' : 'classes'}.`,
    );
  const heldOut = counts.filter((count) => count.total > 0 && count.train === 0);
  if (heldOut.length > 0)
    problems.push(
      `${names(heldOut)} ${heldOut.length === 1 ? 'has' : 'have'} no training photos, all are held out for validation or test: add some, or hold out fewer.`,
    );
  return problems;
}

/** @param inFolds whether every photo is judged by a model without it, and learned from by the one that is kept */
function warningsOf(counts: readonly ClassCount[], inFolds: boolean): string[] {
  const warnings: string[] = [];
  const trained = counts.filter((count) => count.train > 0).sort((a, b) => a.train - b.train);
  const smallest = trained[0];
  const largest = trained.at(-1);
  if (smallest === undefined || largest === undefined) return warnings;

  const small = trained.filter((count) => count.train < few);
  if (small.length > 0)
    warnings.push(
      small.length === 1
        ? `${names(small)} has only ${photoWords(smallest.train)} to train on. That works, but ${few} or more do better.`
        : `${names(small)} have few photos to train on, the smallest ${photoWords(smallest.train)}. That works, but ${few} or more in each class do better.`,
    );
  if (largest.train >= imbalance * smallest.train)
    warnings.push(
      `${names([largest])} has ${photoWords(largest.train)} to train on and ${names([smallest])} ${countWords(smallest.train)}. Where a photo could be either, the model says ${names([largest])}, as it should if new photos are as unequal; if they are not, balance the classes in the recipe or add photos of ${names([smallest])}.`,
    );
  if (inFolds) return [...warnings, ...neverJudged(trained)];
  const unseen = trained.filter((count) => count.validation === 0);
  if (unseen.length === trained.length)
    warnings.push(
      'No photos are held out for validation, so nothing will tell how good the model is on photos that it has not seen.',
    );
  else if (unseen.length > 0)
    warnings.push(
      `${names(unseen)} ${unseen.length === 1 ? 'has' : 'have'} no validation photos, so mistakes there stay unseen.`,
    );
  return warnings;
}

/** A photo is judged by a model that has learned its class from others, so one that is alone in its class is not. */
function neverJudged(counts: readonly ClassCount[]): string[] {
  const alone = counts.filter((count) => count.train === 1);
  if (alone.length === 0) return [];
  return [
    alone.length === counts.length
      ? 'No class has a second photo to be judged by, so nothing will tell how good the model is on photos that it has not seen.'
      : `${names(alone)} ${alone.length === 1 ? 'has' : 'have'} no second photo to be judged by, so mistakes there stay unseen.`,
  ];
}

/** A data set is a value, and several parts of the page ask of the same one at each change of anything. */
const known = { folds: new WeakMap<Dataset, Readiness>(), split: new WeakMap<Dataset, Readiness>() };

/**
 * Whether a data set can be trained on: what is missing (problems) and what is weak (warnings), in words.
 * @param recipe decides whether validation photos are held out, which is warned of; without one they are
 */
export function readiness(dataset: Dataset, recipe?: Recipe): Readiness {
  const inFolds = recipe !== undefined && foldsAll(dataset, recipe);
  const results = inFolds ? known.folds : known.split;
  const found = results.get(dataset) ?? examine(dataset, inFolds);
  results.set(dataset, found);
  return found;
}

/** Whether a training on these photos would be judged in folds. */
export function foldsAll(dataset: Dataset, recipe: Recipe): boolean {
  const held = samplesOfSplit(dataset, 'validation');
  const photos = samplesOfSplit(dataset, 'train').length + held.length;
  const given = held.some(({ splitFixed }) => splitFixed);
  return judgesInFolds(recipe, { photos, classes: dataset.classes.length, given });
}

function examine(dataset: Dataset, inFolds: boolean): Readiness {
  const counts = dataset.classes.map((label) => ({ label, ...classCounts(dataset, label.id) }));
  const problems = problemsOf(counts);
  const learned = inFolds
    ? counts.map((count) => ({ ...count, train: count.train + count.validation, validation: 0 }))
    : counts;
  return { ready: problems.length === 0, problems, warnings: warningsOf(learned, inFolds) };
}

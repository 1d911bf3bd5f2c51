import type { Answer } from './answers.ts';
import { type ConfusionMatrix, cellCount, confusionMatrix } from './confusion.ts';
import { againstRest, averagePrecision } from './curves.ts';

/** The figures that precision, recall and F1 of a class or their means have in common: shares, null where undefined. */
export interface Scores {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** How one class fares against the rest. */
export interface ClassScores extends Scores {
  /** Index in the run's classes. */
  readonly label: number;
  /** Photos with this label, and those of them that were recognised. */
  readonly support: number;
  readonly correct: number;
  /** Photos that were taken for this class, rightly or not. */
  readonly answered: number;
}

/** A mean over classes, and how many of them had nothing to divide by and counted as 0. */
export interface MeanScore {
  readonly value: number;
  readonly undefinedAsZero: number;
}

/** Null: there are no classes to take a mean of. */
export interface MeanScores {
  readonly precision: MeanScore | null;
  readonly recall: MeanScore | null;
  readonly f1: MeanScore | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * Precision, recall, F1 and support of each class, in the run's order (scikit-learn's
 * `precision_recall_fscore_support`). A share of nothing is null: precision of a class that was never answered, recall of
 * one without photos, F1 = 2 TP / (2 TP + FP + FN) of one with neither.
 */
export function classScores(matrix: ConfusionMatrix): readonly ClassScores[] {
  const { rows, labelled } = matrix;
  const answered = labelled.map(() => 0);
  for (const row of rows)
    for (const [predicted, count] of row) answered[predicted] = (answered[predicted] ?? 0) + count;
  return labelled.map((support, label) => {
    const correct = cellCount(matrix, label, label);
    const called = answered[label] ?? 0;
    return {
      label,
      support,
      correct,
      answered: called,
      precision: ratio(correct, called),
      recall: ratio(correct, support),
      f1: ratio(2 * correct, support + called),
    };
  });
}

/**
 * The mean of each score over the classes that occur, as a label or as an answer: `macro` gives each class the same
 * weight, `weighted` its photos'. What is undefined counts as 0, as with scikit-learn's default `zero_division`, and is
 * told.
 */
export function meanScores(classes: readonly ClassScores[], kind: 'macro' | 'weighted'): MeanScores {
  const occurring = classes.filter(({ support, answered }) => support + answered > 0);
  const weights = occurring.map(({ support }) => (kind === 'macro' ? 1 : support));
  const mean = (score: keyof Scores) =>
    weightedMean(
      occurring.map((scores) => scores[score]),
      weights,
    );
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}

/**
 * The mean of values by their weights; null counts as 0 and is counted, unless its weight is 0. Null where all weights
 * are 0.
 */
export function weightedMean(
  values: readonly (number | null)[],
  weights: readonly number[],
): MeanScore | null {
  let sum = 0;
  let total = 0;
  let undefinedAsZero = 0;
  values.forEach((value, i) => {
    const weight = weights[i] ?? 0;
    if (weight === 0) return;
    sum += weight * (value ?? 0);
    total += weight;
    if (value === null) undefinedAsZero += 1;
  });
  return total === 0 ? null : { value: sum / total, undefinedAsZero };
}

/** Everything that is said of a run's classes. */
export interface ClassReport {
  /** In the run's order. */
  readonly classes: readonly (ClassScores & { readonly averagePrecision: number | null })[];
  readonly macro: MeanScores & { readonly averagePrecision: MeanScore | null };
  readonly weighted: MeanScores & { readonly averagePrecision: MeanScore | null };
}

/**
 * The report on one split. Average precision ranks the photos by the class's probability; its means are over the classes
 * that have photos, as with scikit-learn's `average_precision_score`. A generator that returns it: with 5,000 photos and
 * a hundred classes it takes some 100 ms, and the page does something else between two classes.
 */
export function* classReport(
  answers: readonly Pick<Answer, 'label' | 'predicted' | 'probabilities'>[],
  classCount: number,
): Generator<undefined, ClassReport> {
  const classes: ClassReport['classes'][number][] = [];
  for (const score of classScores(confusionMatrix(answers, classCount))) {
    classes.push({ ...score, averagePrecision: averagePrecision(againstRest(answers, score.label)) });
    yield;
  }
  const withPhotos = classes.filter(({ support }) => support > 0);
  const precisions = withPhotos.map((score) => score.averagePrecision);
  const supports = withPhotos.map(({ support }) => support);
  return {
    classes,
    macro: {
      ...meanScores(classes, 'macro'),
      averagePrecision: weightedMean(
        precisions,
        supports.map(() => 1),
      ),
    },
    weighted: {
      ...meanScores(classes, 'weighted'),
      averagePrecision: weightedMean(precisions, supports),
    },
  };
}

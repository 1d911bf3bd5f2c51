import { groupBy } from '../../src/core/dataset/selectors.ts';
import { classScores } from '../../src/core/evaluation/class-metrics.ts';
import { confusionMatrix } from '../../src/core/evaluation/confusion.ts';
import { correctCount, type Evaluation } from '../../src/core/evaluation/evaluation.ts';
import type { AnsweredRun } from '../../src/core/training/run.ts';
import { mean } from '../bench/figures.ts';
import type { Variant } from './variants.ts';

/** What came of photos that were held out; means where there are several of it. */
export interface TestFigures {
  /** Share, 0…1. */
  readonly accuracy: number;
  /** Mean recall of the classes that have photos, 0…1. */
  readonly balanced: number;
  readonly correct: number;
  readonly total: number;
}

/** Which backbone, and with which recipe where recipes were named. */
interface Tried {
  readonly backbone: string;
  /** Missing where none was named; null: the default one. */
  readonly recipe?: string | null;
}

/** One data set with one backbone and recipe; means over the seeds. */
export interface PanelResult extends Tried {
  readonly set: string;
  /** Names of the backbone's depths that the head reads. */
  readonly read: readonly string[];
  /** Share of the photos that models which had not seen them got right; null where they were not judged in folds. */
  readonly crossValidated: number | null;
  readonly test: TestFigures;
  /** Finding out what to read, and the head; not the features. */
  readonly milliseconds: number;
}

/** A backbone and recipe over the data sets, each counting the same. */
export interface PanelMean extends Tried {
  /** How many data sets it's the mean of. */
  readonly sets: number;
  /** The counts are sums. */
  readonly test: TestFigures;
}

/** A data set that did not come to a result. */
export interface PanelFailure extends Tried {
  readonly set: string;
  readonly words: string;
}

/** What the panel writes. */
export interface PanelFigures {
  readonly results: readonly PanelResult[];
  readonly means: readonly PanelMean[];
  readonly failures: readonly PanelFailure[];
  readonly machine: { readonly cpu: string; readonly cores: number; readonly browser: string };
  /** ISO 8601. */
  readonly date: string;
  readonly command: string;
}

/** @param predictions one at least */
export function testFigures({ predictions }: Pick<Evaluation, 'predictions'>, classes: number): TestFigures {
  const recalls = classScores(confusionMatrix(predictions, classes)).flatMap(({ recall }) => recall ?? []);
  const correct = correctCount({ predictions });
  const total = predictions.length;
  return { accuracy: correct / total, balanced: mean(recalls), correct, total };
}

/**
 * @param runs one a seed, one at least
 * @throws where one has judged no test photos
 */
export function resultOf(set: string, tried: Tried, runs: readonly AnsweredRun[]): PanelResult {
  const tests = runs.map(({ answers: { test }, classes }) => {
    if (!test || test.predictions.length === 0) throw new Error('the run has judged no test photos');
    return testFigures(test, classes.length);
  });
  const judged = runs.flatMap(({ folds, validation }) =>
    folds !== null && validation ? validation.correct / validation.total : [],
  );
  return {
    set,
    ...tried,
    read: runs[0]?.read ?? [],
    crossValidated: judged.length === 0 ? null : mean(judged),
    test: meanFigures(tests, mean),
    milliseconds: mean(runs.map(({ timing }) => timing.choosing + timing.head)),
  };
}

/** Of each backbone and recipe, in the order in which they first come. */
export function meansOf(results: readonly PanelResult[]): readonly PanelMean[] {
  const together = groupBy(results, ({ backbone, recipe }) => JSON.stringify([backbone, recipe]));
  return [...together.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const test = meanFigures(
      group.map((result) => result.test),
      (counts) => counts.reduce((sum, count) => sum + count, 0),
    );
    return [{ ...triedOf(first), sets: group.length, test }];
  });
}

/** The default recipe alone needs no name. */
export const triedOf = ({ backbone, recipe }: Tried, named = recipe !== undefined): Tried =>
  named ? { backbone, recipe: recipe ?? null } : { backbone };

/** What a variant is called in the figures: recipes are told apart where any was named. */
export const triedAs = (variant: Variant, all: readonly Variant[]): Tried =>
  triedOf(
    variant,
    all.some(({ recipe }) => recipe !== null),
  );

function meanFigures(
  tests: readonly TestFigures[],
  ofCounts: (counts: readonly number[]) => number,
): TestFigures {
  return {
    accuracy: mean(tests.map(({ accuracy }) => accuracy)),
    balanced: mean(tests.map(({ balanced }) => balanced)),
    correct: ofCounts(tests.map(({ correct }) => correct)),
    total: ofCounts(tests.map(({ total }) => total)),
  };
}

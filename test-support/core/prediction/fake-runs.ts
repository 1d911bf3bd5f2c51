import type { ClassLabel } from '../../../src/core/dataset/dataset.ts';
import { evaluate, type LabelledLogits } from '../../../src/core/evaluation/evaluate.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import {
  type AnsweredRun,
  noTiming,
  plainRun,
  type Run,
  withAnswers,
} from '../../../src/core/training/run.ts';

/** For tests: classes by their names, which are their ids too. */
export const classesNamed = (names: readonly string[]): readonly ClassLabel[] =>
  names.map((name, colour) => ({ id: name, name, colour }));

/** For tests: a run that says this of its validation photos, and of its test photos where its envelope was opened. */
export function runSaying(
  id: string,
  validation: readonly LabelledLogits[],
  change: Partial<Omit<Run, 'train' | 'validation' | 'test'>> = {},
  test: readonly LabelledLogits[] | null = null,
): AnsweredRun {
  return withAnswers(
    {
      ...plainRun,
      id,
      createdAt: 0,
      recipe: defaultRecipe,
      classes: classesNamed(['cat', 'dog']),
      backend: 'wasm',
      counts: { train: 10, validation: validation.length, test: 0 },
      history: [],
      kept: 0,
      timing: noTiming,
      ...change,
    },
    {
      train: null,
      validation: evaluate('validation', validation),
      test: test && evaluate('test', test),
    },
  );
}

/** For tests: goes on at once. */
export const noPause = async (): Promise<void> => {};

/** For tests: a photo of which a model says these probabilities. */
export const said = (
  sampleId: string,
  label: number,
  ...probabilities: readonly number[]
): LabelledLogits => ({ sampleId, label, logits: Float32Array.from(probabilities, Math.log) });

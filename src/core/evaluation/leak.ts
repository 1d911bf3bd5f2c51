import type { Sample } from '../dataset/dataset.ts';
import type { Prediction } from './evaluation.ts';
import type { Tally } from './fisher.ts';

/** How far the score rests on photos that the model has, nearly, been trained on. */
export interface Leak {
  /** Photos with a near-duplicate among the training photos. */
  readonly leaked: number;
  readonly all: Tally;
  /** Without those. */
  readonly clean: Tally;
}

/**
 * @param answers of a split that was not trained on
 * @param sampleOf the sample of an answer; undefined where it's gone: then nothing is known of it
 * @param trained the run's training photos
 */
export function leakOf(
  answers: readonly Prediction[],
  sampleOf: (id: string) => Sample | undefined,
  trained: readonly Sample[],
): Leak {
  const hashes = new Set(trained.map(({ hash }) => hash));
  const groups = new Set(trained.flatMap(({ group }) => group ?? []));
  const leaks = ({ sampleId }: Prediction): boolean => {
    const sample = sampleOf(sampleId);
    if (sample === undefined) return false;
    return hashes.has(sample.hash) || (sample.group !== null && groups.has(sample.group));
  };
  const clean = answers.filter((answer) => !leaks(answer));
  return { leaked: answers.length - clean.length, all: tallyOf(answers), clean: tallyOf(clean) };
}

const tallyOf = (answers: readonly Prediction[]): Tally => ({
  correct: answers.filter(({ label, predicted }) => label === predicted).length,
  total: answers.length,
});

import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import { seededRandom } from '../../src/core/random.ts';
import { type Head, predictLogits } from '../../src/core/training/head.ts';
import { phasesOf } from '../../src/core/training/phases.ts';
import type { Recipe } from '../../src/core/training/recipe.ts';
import { standardisationOf } from '../../src/core/training/standardise.ts';
import { featureExamples } from '../../src/engine/training/feature-examples.ts';
import { fit as fitPhase } from '../../src/engine/training/fit.ts';
import { headLearner } from '../../src/engine/training/head-learner.ts';
import type { Pictures } from './sets.ts';

/** A head as the page trains it, without fine-tuning. */
export async function trainHead({ rows, labels }: Pictures, classes: number, recipe: Recipe): Promise<Head> {
  const scale = standardisationOf(rows);
  const [phase] = phasesOf(recipe, 1);
  if (!phase) throw new Error('A recipe has a phase.');
  const learner = headLearner(recipe.head, scale.mean.length, classes, seededRandom(recipe.seed));
  try {
    await fitPhase({
      learner,
      recipe,
      classes,
      train: featureExamples(
        rows.map((row) => [row]),
        Int32Array.from(labels),
        scale,
      ),
      validation: null,
      phase,
      keepBest: false,
      resume: null,
      onEpoch: () => {},
      onBatch: () => {},
      signal: new AbortController().signal,
    });
    return await learner.readHead(scale);
  } finally {
    learner.dispose();
  }
}

/** What a head says of pictures. */
export const judge = (head: Head, { rows, labels }: Pictures): Evaluation =>
  evaluate(
    'test',
    rows.map((row, i) => ({ sampleId: String(i), label: labels[i] ?? 0, logits: predictLogits(head, row) })),
  );

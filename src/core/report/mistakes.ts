import type { Split } from '../dataset/dataset.ts';
import type { Answer } from '../evaluation/answers.ts';
import { answersOf } from '../evaluation/answers.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { AnsweredRun } from '../training/run.ts';

/** Photos that a report shows. */
export const MOST_MISTAKES = 24;

interface Mistake extends Answer {
  readonly split: Split;
}

/** The run's answers for photos that it was not trained on: test, where it was opened, and validation. */
export function heldOut({ answers: { test, validation } }: AnsweredRun): readonly Evaluation[] {
  return [test, validation].flatMap((evaluation) => (evaluation?.predictions.length ? evaluation : []));
}

/** The wrong answers of which the model was surest, the surest first, of photos that it was not trained on. */
export function worstMistakes(run: AnsweredRun, most = MOST_MISTAKES): readonly Mistake[] {
  return heldOut(run)
    .flatMap(({ split, predictions }) => {
      const wrong = predictions.filter(({ label, predicted }) => label !== predicted);
      return answersOf({ predictions: wrong }, run.temperature).map((answer) => ({ ...answer, split }));
    })
    .sort((a, b) => b.probability - a.probability)
    .slice(0, most);
}

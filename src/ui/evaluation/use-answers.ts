import { useCallback, useMemo } from 'react';
import { type Answer, answersInParts, answersOf } from '../../core/evaluation/answers.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { useInParts } from '../primitives/use-in-parts.ts';

/** Probabilities up to which they are made at once, so that nothing flickers. */
const FEW = 500_000;
const none = { predictions: [] };

/**
 * An evaluation's answers; those for many photos of many classes are made in turns with the rest of the page.
 * @returns null until they are there
 */
export function useAnswers(
  evaluation: Pick<Evaluation, 'predictions'> | null,
  temperature: number,
): readonly Answer[] | null {
  const { predictions } = evaluation ?? none;
  const few = predictions.length * (predictions[0]?.logits.length ?? 0) <= FEW;
  const now = useMemo(
    () => (few ? answersOf({ predictions }, temperature) : null),
    [few, predictions, temperature],
  );
  const made = useInParts(
    useCallback(
      () => answersInParts(few ? none : { predictions }, temperature),
      [few, predictions, temperature],
    ),
  );
  return now ?? made;
}

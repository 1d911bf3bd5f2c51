import type { Prediction } from '../../core/evaluation/evaluation.ts';
import { accuracyWords, correctCount, percentWords } from '../../core/evaluation/words.ts';

interface ScoreProps {
  readonly predictions: readonly Prediction[];
  /** Which photos: 'validation photos'. */
  readonly what: string;
}

/** One number, and the sentence that says how far to trust it. */
export function Score({ predictions, what }: ScoreProps) {
  const total = predictions.length;
  const correct = correctCount({ predictions });
  return (
    <div className="score">
      {total > 0 && (
        <p className="score-number numbers" aria-hidden="true">
          {percentWords(correct / total)}
        </p>
      )}
      <p className="score-words numbers">{accuracyWords(correct, total)}.</p>
      <p className="score-what">On {what}.</p>
    </div>
  );
}

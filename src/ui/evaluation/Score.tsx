import type { CommonestClass } from '../../core/evaluation/commonest-class.ts';
import type { Prediction } from '../../core/evaluation/evaluation.ts';
import { correctCount } from '../../core/evaluation/evaluation.ts';
import { topKCount } from '../../core/evaluation/top-k.ts';
import { accuracyWords, percentWords } from '../../core/evaluation/words.ts';
import { onePhotoWords, shareWords } from './metrics/metric-words.ts';

interface ScoreProps {
  readonly predictions: readonly Prediction[];
  readonly classCount: number;
  /** Which photos: 'validation photos'. */
  readonly what: string;
  /** What the simplest rule gets right. */
  readonly commonest?: CommonestClass | null;
}

/** How many answers count, where there are more classes than that. */
const likeliest = [3, 5];

/** One number, and the sentences that say how far to trust it; with many classes, how near the miss was. */
export function Score({ predictions, classCount, what, commonest }: ScoreProps) {
  const total = predictions.length;
  const correct = correctCount({ predictions });
  const top = likeliest.filter((k) => total > 0 && classCount > k);
  return (
    <div className="score">
      {total > 0 && (
        <p className="score-number numbers" aria-hidden="true">
          {percentWords(correct / total)}
        </p>
      )}
      <p className="score-words numbers">{accuracyWords(correct, total)}.</p>
      <p className="score-what numbers">
        On {what}.{total > 0 && ` ${onePhotoWords(total)}.`}
      </p>
      {commonest && (
        <p className="score-what numbers">
          Always saying “<bdi>{commonest.name}</bdi>” would be right on{' '}
          {percentWords(commonest.correct / commonest.total)}.
          {commonest.balanced !== null &&
            ` Balanced accuracy, where each class counts the same: ${percentWords(commonest.balanced)}.`}
        </p>
      )}
      {top.length > 0 && (
        <dl className="score-top numbers">
          {top.map((k) => (
            <div key={k}>
              <dt>Top-{k} accuracy</dt>
              <dd>{shareWords(topKCount(predictions, k), total)}</dd>
            </div>
          ))}
        </dl>
      )}
      {top.length > 0 && (
        <p className="score-what">
          Counts a photo as right if its label is among the {top.length === 1 ? 'three' : 'three or five'}{' '}
          likeliest answers.
        </p>
      )}
    </div>
  );
}

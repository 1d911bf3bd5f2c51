import { useId } from 'react';
import { Button } from './Button.tsx';
import { amountWords, rateWords, timeLeftWords } from './progress-words.ts';
import './ProgressBar.css';

interface Props {
  /** What is being done now: 'Reading photos'. */
  readonly what: string;
  /** What is counted: 'photos'; null: nothing is. */
  readonly unit: string | null;
  readonly done: number;
  /** null: not known yet. */
  readonly total: number | null;
  /** Items a second; 0: not known yet. */
  readonly rate: number;
  /** How fast and how long still, where a rate of items does not tell it. */
  readonly figures?: readonly string[];
  /** Of the work that is done, 0…1, where counts do not tell it. */
  readonly share?: number;
  readonly onPause?: () => void;
  readonly onStop?: () => void;
}

/** A long job: what, how much, how fast, how long still, and a Stop. */
export function ProgressBar({ what, unit, done, total, rate, figures, onPause, onStop, ...given }: Props) {
  const id = useId();
  const share = given.share ?? (total !== null && total > 0 ? Math.min(1, done / total) : null);
  const amount = unit === null ? undefined : amountWords(done, total, unit);
  return (
    <div className="progress">
      <div className="progress-words">
        <p id={id} className="progress-what">
          {what}
        </p>
        <p className="progress-figures numbers">
          {amount && <span>{amount}</span>}
          {(figures ?? rateFigures(done, total, rate)).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </p>
      </div>
      <div className="progress-buttons">
        {onPause && <Button onClick={onPause}>Pause</Button>}
        {onStop && <Button onClick={onStop}>Stop</Button>}
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={amount}
      >
        <div
          className={share === null ? 'progress-fill progress-unknown' : 'progress-fill'}
          style={{ scale: `${share ?? 1} 1` }}
        />
      </div>
    </div>
  );
}

function rateFigures(done: number, total: number | null, rate: number): readonly string[] {
  if (rate <= 0) return [];
  const speed = rateWords(rate);
  return total === null ? [speed] : [speed, timeLeftWords((total - done) / rate)];
}

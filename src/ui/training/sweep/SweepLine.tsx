import { type CSSProperties, useMemo } from 'react';
import { wilsonInterval } from '../../../core/evaluation/wilson.ts';
import { percentNumber } from '../../../core/evaluation/words.ts';
import type { Trial } from '../../../core/training/sweep.ts';
import { diverged } from '../../../core/training/sweep-trials.ts';
import { along, shareRange, shareTicks } from '../../evaluation/cross-validation/fold-layout.ts';
import { axisNames, type SweepPicture, valueWords } from './sweep-axes.ts';
import { correctOf, placeWords, resultWords } from './sweep-words.ts';

/** One setting: a dot with its interval for each value, in equal steps; each is a button. */
export function SweepLine({ axes, trials, photos, best, chosen, onChoose }: SweepPicture) {
  const [axis] = axes;
  const inOrder = useMemo(() => trials.toSorted((a, b) => (a.values[0] ?? 0) - (b.values[0] ?? 0)), [trials]);
  if (!axis) return null;
  const whole = inOrder.filter((trial) => !diverged(trial));
  const intervalOf = (trial: Trial) => wilsonInterval(correctOf(trial, photos), photos);
  const range = shareRange(
    whole.length > 0 ? whole.flatMap((trial) => [intervalOf(trial).low, intervalOf(trial).high]) : [0, 1],
  );
  const points = inOrder
    .map((trial, i) => ({ trial, x: ((i + 0.5) / inOrder.length) * 100 }))
    .filter(({ trial }) => !diverged(trial))
    .map(({ trial, x }) => `${x},${(1 - along(trial.accuracy, range)) * 100}`);
  return (
    <figure className="sweep-line">
      <figcaption>Right validation photos, %, by {axisNames[axis.key].toLowerCase()}</figcaption>
      <div className="sweep-line-ticks numbers" aria-hidden="true">
        {shareTicks(range).map((tick) => (
          <span key={tick} style={{ bottom: `${along(tick, range) * 100}%` }}>
            {percentNumber(tick)}
          </span>
        ))}
      </div>
      <div className="sweep-line-plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline points={points.join(' ')} />
        </svg>
        {inOrder.map((trial) => (
          <button
            key={trial.values.join()}
            type="button"
            className="sweep-line-value"
            aria-pressed={trial === chosen}
            aria-label={`${placeWords(axes, trial.values)}: ${resultWords(trial, photos)}${trial === best ? ', the best' : ''}`}
            onClick={() => onChoose(trial)}
          >
            {!diverged(trial) && (
              <LineDot trial={trial} interval={intervalOf(trial)} range={range} best={trial === best} />
            )}
            <span className="sweep-line-name numbers">
              {valueWords(trial.values[0] ?? 0)}
              {diverged(trial) && ' ✕'}
            </span>
          </button>
        ))}
      </div>
    </figure>
  );
}

interface LineDotProps {
  readonly trial: Trial;
  readonly interval: { readonly low: number; readonly high: number };
  readonly range: readonly [number, number];
  readonly best: boolean;
}

function LineDot({ trial, interval, range, best }: LineDotProps) {
  const bottom = along(interval.low, range) * 100;
  const style: CSSProperties = {
    bottom: `${bottom}%`,
    height: `${along(interval.high, range) * 100 - bottom}%`,
  };
  return (
    <span className="sweep-line-column">
      <span className="sweep-line-interval" style={style} />
      <span
        className="sweep-line-dot"
        data-best={best || undefined}
        style={{ bottom: `${along(trial.accuracy, range) * 100}%` }}
      />
    </span>
  );
}

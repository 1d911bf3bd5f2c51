import { type CSSProperties, useMemo } from 'react';
import { percentNumber } from '../../../core/evaluation/words.ts';
import { largest, smallest } from '../../../core/extremes.ts';
import type { Trial } from '../../../core/training/sweep.ts';
import { diverged } from '../../../core/training/sweep-trials.ts';
import { ScrollRegion } from '../../primitives/ScrollRegion.tsx';
import { axisNames, type SweepPicture, valueWords } from './sweep-axes.ts';
import { placeWords, resultWords } from './sweep-words.ts';

/** Two settings: a table whose cells are filled the more, the better; each is a button. */
export function SweepGrid({ axes, trials, photos, best, chosen, onChoose }: SweepPicture) {
  const byPlace = useMemo(() => new Map(trials.map((trial) => [trial.values.join(), trial])), [trials]);
  const [down, across] = axes;
  if (!down || !across) return null;
  const shares = trials.filter((trial) => !diverged(trial)).map(({ accuracy }) => accuracy);
  const lowest = smallest(shares);
  const room = largest(shares) - lowest || 1;
  return (
    <ScrollRegion className="sweep-grid" label="Right validation photos by both settings">
      <table>
        <caption>
          Right validation photos, %. Down: {axisNames[down.key].toLowerCase()}. Across:{' '}
          {axisNames[across.key].toLowerCase()}.
        </caption>
        <thead>
          <tr>
            <td />
            {across.values.map((value) => (
              <th key={value} scope="col">
                {valueWords(value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.values.map((value) => (
            <tr key={value}>
              <th scope="row">{valueWords(value)}</th>
              {across.values.map((other) => {
                const trial = byPlace.get([value, other].join());
                return (
                  <td key={other}>
                    {trial && (
                      <button
                        type="button"
                        className="sweep-cell"
                        aria-pressed={trial === chosen}
                        aria-label={`${placeWords(axes, trial.values)}: ${resultWords(trial, photos)}${trial === best ? ', the best' : ''}`}
                        {...look(trial, (trial.accuracy - lowest) / room, trial === best)}
                        onClick={() => onChoose(trial)}
                      >
                        {diverged(trial) ? '✕' : percentNumber(trial.accuracy)}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** @param rank 0 the worst share … 1 the best. Light or strong, nothing between, so that the number stays legible. */
function look(trial: Trial, rank: number, best: boolean) {
  const strong = !diverged(trial) && rank >= 0.75;
  const fill = diverged(trial) ? 0 : strong ? 88 + (rank - 0.75) * 48 : 4 + rank * 32;
  return {
    'data-strong': strong || undefined,
    'data-best': best || undefined,
    style: { '--fill': `${fill}%` } as CSSProperties,
  };
}

import { durationWords } from '../../../core/duration-words.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { compareTrials, diverged } from '../../../core/training/sweep-trials.ts';
import { Figures } from '../../charts/Figures.tsx';
import { axisNames, type SweepPicture, valueWords } from './sweep-axes.ts';

/** All trials as numbers, the best first; written only when opened. */
export function SweepTable({ axes, trials }: SweepPicture) {
  return (
    <Figures label="Results of the settings">
      {() => (
        <table>
          <thead>
            <tr>
              {axes.map(({ key }) => (
                <th key={key} scope="col">
                  {axisNames[key]}
                </th>
              ))}
              <th scope="col">Right</th>
              <th scope="col">Loss, nats</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {trials.toSorted(compareTrials).map((trial) => (
              <tr key={trial.values.join()}>
                {axes.map(({ key }, i) => (
                  <td key={key}>{valueWords(trial.values[i] ?? 0)}</td>
                ))}
                <td>{diverged(trial) ? 'none' : percentWords(trial.accuracy, 1)}</td>
                <td>{diverged(trial) ? 'without bound' : trial.loss.toFixed(3)}</td>
                <td>{durationWords(trial.milliseconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Figures>
  );
}

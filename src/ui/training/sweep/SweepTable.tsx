import { useState } from 'react';
import { percentWords } from '../../../core/evaluation/words.ts';
import { compareTrials, diverged } from '../../../core/training/sweep-trials.ts';
import { durationWords } from '../training-words.ts';
import type { SweepPicture } from './SweepResult.tsx';
import { axisNames, valueWords } from './sweep-axes.ts';
import '../../charts/figures.css';

/** All trials as numbers, the best first; written only when opened. */
export function SweepTable({ axes, trials }: SweepPicture) {
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section className="figures-scroll" aria-label="Results of the settings" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {axes.map(({ key }) => (
                  <th key={key} scope="col">
                    {axisNames[key]}
                  </th>
                ))}
                <th scope="col">Epochs</th>
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
                  <td>{trial.epochs}</td>
                  <td>{diverged(trial) ? 'none' : percentWords(trial.accuracy, 1)}</td>
                  <td>{diverged(trial) ? 'without bound' : trial.loss.toFixed(3)}</td>
                  <td>{durationWords(trial.milliseconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

import { useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import { scoreWords } from './certainty-words.ts';
import type { ScoreBin } from './score-bins.ts';
import '../../charts/figures.css';

/** The histogram as numbers, written only when opened. */
export function ScoreTable({ bins }: { readonly bins: readonly ScoreBin[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section className="figures-scroll" aria-label="Histogram of the score as a table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Score</th>
                <th scope="col">Right answers</th>
                <th scope="col">Wrong answers</th>
              </tr>
            </thead>
            <tbody>
              {bins.map(({ from, to, right, wrong }) => (
                <tr key={from}>
                  <th scope="row">{`${scoreWords(from)} to ${scoreWords(to)}`}</th>
                  <td>{countWords(right)}</td>
                  <td>{countWords(wrong)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

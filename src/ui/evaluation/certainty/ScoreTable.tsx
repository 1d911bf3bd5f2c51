import { countWords } from '../../../core/count-words.ts';
import { Figures } from '../../charts/Figures.tsx';
import { scoreWords } from './certainty-words.ts';
import type { ScoreBin } from './score-bins.ts';

/** The histogram as numbers, written only when opened. */
export function ScoreTable({ bins }: { readonly bins: readonly ScoreBin[] }) {
  return (
    <Figures label="Histogram of the score as a table">
      {() => (
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
      )}
    </Figures>
  );
}

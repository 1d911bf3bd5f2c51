import type { RateSearch } from '../../core/training/rate-search.ts';
import { Figures } from '../charts/Figures.tsx';
import { rateWords } from './rate-words.ts';

/** The finder's curve as numbers. */
export function RateTable({ points }: Pick<RateSearch, 'points'>) {
  return (
    <Figures label="Loss by learning rate">
      {() => (
        <table>
          <thead>
            <tr>
              <th scope="col">Learning rate</th>
              <th scope="col">Loss, nats</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ rate, loss }) => (
              <tr key={rate}>
                <th scope="row">{rateWords(rate)}</th>
                <td>{loss.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Figures>
  );
}

import type { RateSearch } from '../../core/training/rate-search.ts';
import { rateWords } from './rate-words.ts';
import '../charts/figures.css';

/** The finder's curve as numbers. */
export function RateTable({ points }: Pick<RateSearch, 'points'>) {
  return (
    <details className="figures">
      <summary>Show as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="figures-scroll" aria-label="Loss by learning rate" tabIndex={0}>
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
      </section>
    </details>
  );
}

import { useState } from 'react';
import { percentWords } from '../../core/evaluation/words.ts';
import { type OverlayRun, overlayData } from './overlay-data.ts';
import './figures.css';

/** The laid-over curves as numbers, one row an epoch; written only when opened. */
export function OverlayTable({ runs }: { readonly runs: readonly OverlayRun[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && <Numbers runs={runs} />}
    </details>
  );
}

function Numbers({ runs }: { readonly runs: readonly OverlayRun[] }) {
  const loss = overlayData('loss', runs);
  const accuracy = overlayData('accuracy', runs);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="figures-scroll" aria-label="Validation loss and accuracy by epoch" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            {runs.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}: loss, nats (accuracy)
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loss.epochs.map((epoch, row) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              {runs.map(({ id }, index) => {
                const nats = loss.lines[index]?.[row];
                const percent = accuracy.lines[index]?.[row];
                return (
                  <td key={id}>
                    {typeof nats === 'number' ? nats.toFixed(3) : '–'}
                    {typeof percent === 'number' && ` (${percentWords(percent / 100, 1)})`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

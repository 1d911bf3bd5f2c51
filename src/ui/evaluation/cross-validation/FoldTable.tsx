import { useState } from 'react';
import type { CrossValidation } from '../../../core/evaluation/cross-validation.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import '../../charts/figures.css';

/** The parts as numbers, one row a model; written only when opened. */
export function FoldTable({ crossValidation }: { readonly crossValidation: CrossValidation }) {
  const { models, folds, repeats } = crossValidation;
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section className="figures-scroll" aria-label="Results of the parts" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {repeats > 1 && <th scope="col">Repeat</th>}
                <th scope="col">Part</th>
                <th scope="col">Right</th>
                <th scope="col">Photos</th>
                <th scope="col">Share</th>
                <th scope="col">Loss, nats</th>
              </tr>
            </thead>
            <tbody>
              {models.map(({ repeat, correct, total, loss }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a result never changes, and the index is its part.
                <tr key={i}>
                  {repeats > 1 && <td>{repeat + 1}</td>}
                  <th scope="row">{(i % folds) + 1}</th>
                  <td>{correct}</td>
                  <td>{total}</td>
                  <td>{percentWords(correct / total, 1)}</td>
                  <td>{loss.toFixed(3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

import { useState } from 'react';
import { type CurvePoint, pointAt } from '../../../core/evaluation/curves.ts';
import { percentNumber } from '../../../core/evaluation/words.ts';
import '../../charts/figures.css';

interface Props {
  /** From `curvePoints`. */
  readonly points: readonly CurvePoint[];
  readonly label: string;
}

const thresholds = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0];

/** Both curves as numbers: what comes of taking every photo for the class that is at least so sure to be one. */
export function CurveTable({ points, label }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show curves as table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section className="figures-scroll" aria-label={label} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Taken for it from, %</th>
                <th scope="col">Recall, %</th>
                <th scope="col">Precision, %</th>
                <th scope="col">False alarms, %</th>
              </tr>
            </thead>
            <tbody>
              {thresholds.map((threshold) => {
                const point = pointAt(points, threshold);
                return (
                  <tr key={threshold}>
                    <th scope="row">{percentNumber(threshold)}</th>
                    <td>{point ? percentNumber(point.recall) : ''}</td>
                    <td>
                      {point && Number.isFinite(point.threshold)
                        ? percentNumber(point.precision)
                        : 'undefined'}
                    </td>
                    <td>{point ? percentNumber(point.falsePositiveRate) : ''}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

import { type CurvePoint, pointAt } from '../../../core/evaluation/curves.ts';
import { percentNumber } from '../../../core/evaluation/words.ts';
import { Figures } from '../../charts/Figures.tsx';

interface Props {
  /** From `curvePoints`. */
  readonly points: readonly CurvePoint[];
  readonly label: string;
}

const thresholds = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0];

/** Both curves as numbers: what comes of taking every photo for the class that is at least so sure to be one. */
export function CurveTable({ points, label }: Props) {
  return (
    <Figures summary="Show curves as table" label={label}>
      {() => (
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
                    {point && Number.isFinite(point.threshold) ? percentNumber(point.precision) : 'undefined'}
                  </td>
                  <td>{point ? percentNumber(point.falsePositiveRate) : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Figures>
  );
}

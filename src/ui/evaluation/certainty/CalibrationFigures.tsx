import type { Answer } from '../../../core/evaluation/answers.ts';
import {
  brierScore,
  expectedCalibrationError,
  maximumCalibrationError,
  type ReliabilityBin,
} from '../../../core/evaluation/calibration.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { shareRight, sureness } from './sureness.ts';

/** Answers, and how they lie in bins. */
export interface Binned {
  readonly answers: readonly Answer[];
  readonly bins: readonly ReliabilityBin[];
}

interface Props {
  /** What the table is about: 'Calibration on test photos'. */
  readonly caption: string;
  /** Null where the run has no temperature. */
  readonly before: Binned | null;
  readonly after: Binned;
}

const figures: readonly { readonly name: string; readonly of: (binned: Binned) => string }[] = [
  { name: 'How sure it says it is, on average', of: ({ answers }) => percentWords(sureness(answers), 1) },
  { name: 'How often it is right', of: ({ answers }) => percentWords(shareRight(answers), 1) },
  {
    name: 'Expected calibration error: how far the two lie apart, bin by bin',
    of: ({ bins }) => percentWords(expectedCalibrationError(bins), 1),
  },
  { name: 'Largest gap in a bin', of: ({ bins }) => percentWords(maximumCalibrationError(bins), 1) },
  {
    name: 'Brier score: 0 sure and right, 2 sure and wrong',
    of: ({ answers }) => brierScore(answers).toFixed(3),
  },
];

/** The diagram's figures, before the temperature and as the person is told. */
export function CalibrationFigures({ caption, before, after }: Props) {
  return (
    <table className="certainty-figures">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          {before && <th scope="col">Before</th>}
          <th scope="col">As told</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {before && <td>{of(before)}</td>}
            <td>{of(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useMemo } from 'react';
import { expectedCalibrationError, reliabilityBins } from '../../../core/evaluation/calibration.ts';
import type { Judged } from '../judged.ts';
import { splitPhotos } from '../metrics/metric-words.ts';
import { useAnswers } from '../use-answers.ts';
import { type Binned, CalibrationFigures } from './CalibrationFigures.tsx';
import { CalibrationTable } from './CalibrationTable.tsx';
import { honestyWords, offWords, temperatureWords } from './certainty-words.ts';
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx';
import { shareRight, sureness } from './sureness.ts';

const BINS = 10;

/** The reliability diagram and its figures, with the run's temperature and without. */
export function Calibration({ run, split, answers }: Judged) {
  const raw = useAnswers(run.temperature === 1 ? null : { predictions: answers }, 1);
  const { after, before } = useMemo(() => {
    const binned = (of: Binned['answers']): Binned => ({ answers: of, bins: reliabilityBins(of, BINS) });
    return {
      after: binned(answers),
      before: run.temperature === 1 || raw === null ? null : binned(raw),
    };
  }, [answers, raw, run.temperature]);
  const off = ({ answers: of, bins }: Binned) =>
    offWords(expectedCalibrationError(bins), sureness(of), shareRight(of));
  const beforeBins = before?.bins ?? [];
  return (
    <section className="certainty-part" aria-label="Calibration">
      <h3>Does 80 % mean right 8 times in 10?</h3>
      <p className="certainty-lead numbers">
        {`On ${splitPhotos(split, run.folds, answers.length)} its answers are ${off(after)}.`}
        {before && ` Before the temperature they were ${off(before)}.`}
      </p>
      <p className="certainty-note">{honestyWords(run, split)}</p>
      <ReliabilityDiagram after={after.bins} before={beforeBins} />
      <CalibrationTable after={after.bins} before={beforeBins} />
      <CalibrationFigures
        caption={`Calibration on ${splitPhotos(split, run.folds)}`}
        before={before}
        after={after}
      />
      <p className="certainty-note">{temperatureWords(run)}</p>
    </section>
  );
}

import { useId, useMemo } from 'react';
import { photoWords } from '../../../core/count-words.ts';
import type { Answer } from '../../../core/evaluation/answers.ts';
import type { ClassReport } from '../../../core/evaluation/class-metrics.ts';
import { againstRest, curvePoints, rocArea } from '../../../core/evaluation/curves.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { CurveTable } from './CurveTable.tsx';
import { precisionRecallLine, rocLine } from './curve-lines.ts';
import { shareWords } from './metric-words.ts';
import { RankCurve } from './RankCurve.tsx';

interface Props {
  readonly scores: ClassReport['classes'][number];
  readonly name: string;
  /** Which ones: 'validation photos'. */
  readonly photos: string;
  readonly answers: readonly Answer[];
}

/** One class against the rest: its shares with their intervals, and its precision-recall and ROC curves. */
export function ClassCurves({ scores, name, photos, answers }: Props) {
  const id = useId();
  const { label, support, correct, answered, averagePrecision } = scores;
  const points = useMemo(() => curvePoints(againstRest(answers, label)), [answers, label]);
  const precisionRecall = useMemo(() => precisionRecallLine(points), [points]);
  const roc = useMemo(() => rocLine(points), [points]);
  const area = useMemo(() => rocArea(points), [points]);
  const prevalence = answers.length === 0 ? 0 : support / answers.length;
  return (
    <section className="class-curves" aria-labelledby={id}>
      <h4 id={id}>
        “{name}” against the rest <span className="evaluation-what">{photos}</span>
      </h4>
      <dl className="class-curves-facts numbers">
        <dt>Precision</dt>
        <dd>{answered === 0 ? 'undefined: no photo was taken for it' : shareWords(correct, answered)}</dd>
        <dt>Recall</dt>
        <dd>{support === 0 ? 'undefined: no photo is labelled so' : shareWords(correct, support)}</dd>
      </dl>
      {averagePrecision === null || area === null ? (
        <p>
          Curves need photos of this class and of others: {photoWords(support)} of{' '}
          {photoWords(answers.length)} {support === 1 ? 'is' : 'are'} labelled so.
        </p>
      ) : (
        <>
          <div className="class-curves-pair">
            <div className="class-curve">
              <h5>Precision and recall: AP {percentWords(averagePrecision, 1)}</h5>
              <RankCurve
                title="Precision, %"
                across="Recall, %"
                line={precisionRecall}
                guess={prevalence}
                kind="precision-recall"
              />
              <p>
                From strict on the left to generous on the right: the more of its photos are to be found, the
                more others come along. AP is the area under the line.
              </p>
            </div>
            <div className="class-curve">
              <h5>ROC: AUC {percentWords(area, 1)}</h5>
              <RankCurve
                title="Recall, %"
                across="False alarms, % of the others"
                line={roc}
                guess={null}
                kind="roc"
              />
              <p>
                AUC is the area under the line: how often a photo of this class gets a higher probability for
                it than a photo of another. Guessing gives 50 %.
              </p>
            </div>
          </div>
          <CurveTable points={points} label={`Curves of “${name}” as a table`} />
        </>
      )}
    </section>
  );
}

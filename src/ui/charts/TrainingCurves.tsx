import { useMemo, useRef } from 'react';
import { percentWords, type Unseen } from '../../core/evaluation/words.ts';
import type { BatchMetrics, EpochMetrics } from '../../core/training/run.ts';
import { CurveChart } from './CurveChart.tsx';
import { curveData } from './curve-data.ts';
import { type Mark, phaseMarks } from './curve-marks.ts';
import { HistoryTable } from './HistoryTable.tsx';
import { grownTop } from './scale.ts';
import { useThrottled } from './use-throttled.ts';

export interface CurvesProps {
  /** Tells one training from the next, so that the axes start anew. */
  readonly id: string;
  /** Epochs that the training has or will have. */
  readonly epochs: number;
  /** What one of them is called. */
  readonly step: 'Epoch' | 'Iteration';
  readonly history: readonly EpochMetrics[];
  readonly batch: BatchMetrics | null;
  /** The epoch whose weights were kept, or would be if it ended now; null while that is the last one, whichever it is. */
  readonly kept: number | null;
  /** What the photos are called that it is watched by. */
  readonly unseen: Unseen;
  /** Still training: the mark says 'best', which may move. */
  readonly live?: boolean;
}

const formatAccuracy = (value: number) => percentWords(value / 100, 1);
const formatLoss = (value: number) => value.toFixed(3);

/** Accuracy and loss of one training, live at no more than ten updates a second, and the same as a table. */
export function TrainingCurves({
  id,
  epochs,
  step,
  history,
  batch,
  kept,
  unseen,
  live = false,
}: CurvesProps) {
  const latest = useMemo(() => ({ history, batch, kept }), [history, batch, kept]);
  const shown = useThrottled(latest, 100);
  const accuracy = useMemo(() => curveData('accuracy', shown.history, shown.batch), [shown]);
  const loss = useMemo(() => curveData('loss', shown.history, shown.batch), [shown]);
  const phases = useMemo(() => phaseMarks(shown.history), [shown]);
  const mark = useMemo<Mark | null>(() => {
    // A head that is solved is kept as it is in the end.
    if (step === 'Iteration' || shown.kept === null) return null;
    return { epoch: shown.kept, word: live ? 'best' : 'kept' };
  }, [shown, live, step]);
  const axis = useRef({ id, top: 0 });
  if (axis.current.id !== id) axis.current = { id, top: 0 };
  axis.current.top = grownTop(axis.current.top, [...loss.training, ...loss.validation]);

  return (
    <div className="training-curves">
      <CurveChart
        key={`accuracy by ${step}`}
        title="Accuracy, %"
        data={accuracy}
        epochs={epochs}
        step={step}
        unseen={unseen}
        top={100}
        mark={mark}
        phases={phases}
        format={formatAccuracy}
      />
      <CurveChart
        key={`loss by ${step}`}
        title="Loss, nats"
        data={loss}
        epochs={epochs}
        step={step}
        unseen={unseen}
        top={axis.current.top}
        mark={mark}
        phases={phases}
        format={formatLoss}
      />
      <HistoryTable history={shown.history} step={step} unseen={unseen} />
    </div>
  );
}

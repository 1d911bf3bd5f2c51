import { useMemo, useRef } from 'react';
import { bestEpoch } from '../../core/evaluation/best-epoch.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { BatchMetrics, EpochMetrics } from '../../core/training/run.ts';
import { CurveChart } from './CurveChart.tsx';
import { curveData } from './curve-data.ts';
import { HistoryTable } from './HistoryTable.tsx';
import { grownTop } from './scale.ts';
import { useThrottled } from './use-throttled.ts';

interface TrainingCurvesProps {
  /** Tells one training from the next, so that the axes start anew. */
  readonly id: string;
  /** Epochs that the training has or will have. */
  readonly epochs: number;
  readonly history: readonly EpochMetrics[];
  readonly batch: BatchMetrics | null;
}

const formatAccuracy = (value: number) => percentWords(value / 100, 1);
const formatLoss = (value: number) => value.toFixed(3);

/** Accuracy and loss of one training, live at no more than ten updates a second, and the same as a table. */
export function TrainingCurves({ id, epochs, history, batch }: TrainingCurvesProps) {
  const live = useMemo(() => ({ history, batch }), [history, batch]);
  const shown = useThrottled(live, 100);
  const accuracy = useMemo(() => curveData('accuracy', shown.history, shown.batch), [shown]);
  const loss = useMemo(() => curveData('loss', shown.history, shown.batch), [shown]);
  const best = useMemo(() => bestEpoch(shown.history)?.epoch ?? null, [shown]);
  const axis = useRef({ id, top: 0 });
  if (axis.current.id !== id) axis.current = { id, top: 0 };
  axis.current.top = grownTop(axis.current.top, [...loss.training, ...loss.validation]);

  return (
    <div className="training-curves">
      <CurveChart
        title="Accuracy, %"
        data={accuracy}
        epochs={epochs}
        top={100}
        best={best}
        format={formatAccuracy}
      />
      <CurveChart
        title="Loss, nats"
        data={loss}
        epochs={epochs}
        top={axis.current.top}
        best={best}
        format={formatLoss}
      />
      <HistoryTable history={shown.history} />
    </div>
  );
}

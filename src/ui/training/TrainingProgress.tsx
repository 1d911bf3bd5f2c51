import { useEffect, useMemo, useState } from 'react';
import { rateMeter } from '../../core/project/rate.ts';
import type { TrainingStatus } from '../../store/state.ts';
import { useThrottled } from '../charts/use-throttled.ts';
import { ProgressBar } from '../primitives/ProgressBar.tsx';

interface FittingProgressProps {
  readonly status: Extract<TrainingStatus, { kind: 'fitting' }>;
  readonly onStop: () => void;
}

function FittingProgress({ status, onStop }: FittingProgressProps) {
  const done = useThrottled(status.batch?.progress ?? status.history.at(-1)?.epoch ?? 0, 100);
  const meter = useMemo(() => rateMeter(() => performance.now()), []);
  const [rate, setRate] = useState(0);
  useEffect(() => setRate(meter(done)), [meter, done]);
  return (
    <ProgressBar
      what="Training the head"
      unit="epochs"
      done={Math.floor(done)}
      total={status.recipe.epochs}
      rate={rate}
      onStop={onStop}
    />
  );
}

interface TrainingProgressProps {
  readonly status: TrainingStatus;
  /** Name of the backbone at work. */
  readonly backbone: string;
  readonly epochs: number;
  readonly onStop: () => void;
}

/** What the training does now, how far it is, and Stop; nothing while none runs. */
export function TrainingProgress({ status, backbone, epochs, onStop }: TrainingProgressProps) {
  if (status.kind === 'preparing')
    return <ProgressBar what={status.what} unit="epochs" done={0} total={epochs} rate={0} onStop={onStop} />;
  if (status.kind === 'extracting')
    return (
      <ProgressBar
        what={`Looking at photos with ${backbone}`}
        unit="photos"
        {...status.progress}
        onStop={onStop}
      />
    );
  if (status.kind === 'fitting') return <FittingProgress status={status} onStop={onStop} />;
  return null;
}

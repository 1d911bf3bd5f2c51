import { type OwnWork, useOwnBackbones } from '../../store/backbone/own-backbones.ts';
import { ProgressBar } from '../primitives/ProgressBar.tsx';

interface Props {
  readonly what: string;
  /** What is counted: 'photos'. */
  readonly unit: string;
  readonly work: OwnWork;
}

/** What is being done to a brought network, with a Stop. */
export function OwnProgress({ what, unit, work: { done, total } }: Props) {
  const { stop } = useOwnBackbones.getState();
  return <ProgressBar what={what} unit={unit} done={done} total={total} rate={0} onStop={stop} />;
}

import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { NameInput } from '../primitives/NameInput.tsx';

interface Props {
  readonly run: Run;
  readonly id?: string;
  readonly describedBy?: string | undefined;
  readonly className?: string;
  /** Only where it takes the place of the name. */
  readonly autoFocus?: boolean;
  readonly onDone?: (byKey: boolean) => void;
}

/** A run's name to type; empty, it's called by its number again. */
export function RunNameInput({ run, ...rest }: Props) {
  return (
    <NameInput
      {...rest}
      name={run.name}
      plain={`Run ${run.number}`}
      onName={(name) => useStore.getState().nameRun(run.id, name)}
    />
  );
}

import { useState } from 'react';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { cx } from '../primitives/cx.ts';

interface Props {
  readonly run: Run;
  readonly id?: string;
  readonly describedBy?: string | undefined;
  readonly className?: string;
  /** Only where it takes the place of the name. */
  readonly autoFocus?: boolean;
  /** After Enter, Escape or leaving; `byKey` tells whether the focus has to go somewhere. */
  readonly onDone?: (byKey: boolean) => void;
}

/** A run's name to type: Enter or leaving keeps it, Escape keeps the old one; empty, it's called by its number again. */
export function RunNameInput({ run, id, describedBy, className, autoFocus = false, onDone }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    if (draft !== null) useStore.getState().nameRun(run.id, draft);
    setDraft(null);
  };
  return (
    <input
      id={id}
      aria-describedby={describedBy}
      aria-label={id ? undefined : `New name of ${nameOfRun(run)}`}
      className={cx('field-control', className)}
      type="text"
      dir="auto"
      maxLength={80}
      placeholder={`Run ${run.number}`}
      value={draft ?? run.name ?? ''}
      ref={autoFocus ? selectAll : null}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        keep();
        onDone?.(false);
      }}
      onKeyDown={(event) => {
        // Enter also ends an input method's composition, and is then not meant for the field.
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          keep();
          onDone?.(true);
        } else if (event.key === 'Escape' && (draft !== null || onDone)) {
          // A dialog around it would close.
          event.preventDefault();
          setDraft(null);
          onDone?.(true);
        }
      }}
    />
  );
}

/** React calls it when the input is there, and once: it's the same function each time. */
function selectAll(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

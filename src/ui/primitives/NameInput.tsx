import { useState } from 'react';
import { cx } from './cx.ts';

interface Props {
  /** The name that the person gave; null: none yet. */
  readonly name: string | null;
  /** What it's called without one. */
  readonly plain: string;
  readonly onName: (name: string) => void;
  /** Tied to a label by it; without one it's named 'New name of …'. */
  readonly id?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly className?: string | undefined;
  /** Only where it takes the place of the name. */
  readonly autoFocus?: boolean | undefined;
  /** After Enter, Escape or leaving; `byKey` tells whether the focus has to go somewhere. */
  readonly onDone?: ((byKey: boolean) => void) | undefined;
}

/** A name to type: Enter or leaving keeps it, Escape keeps the old one; empty, it's called by its plain name again. */
export function NameInput({ name, plain, onName, id, describedBy, className, autoFocus, onDone }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    if (draft !== null) onName(draft);
    setDraft(null);
  };
  return (
    <input
      id={id}
      aria-describedby={describedBy}
      aria-label={id ? undefined : `New name of ${name ?? plain}`}
      className={cx('field-control', className)}
      type="text"
      dir="auto"
      maxLength={80}
      placeholder={plain}
      value={draft ?? name ?? ''}
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

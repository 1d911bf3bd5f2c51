import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import './Dialog.css';

interface Props {
  readonly title: string;
  /** 'wide' is for tables, as high as they are; 'full' takes the window, for pictures. */
  readonly size?: 'small' | 'medium' | 'wide' | 'full';
  readonly onClose: () => void;
  /** Keys that work wherever in the dialog the focus is. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
  /** Buttons at the lower edge. */
  readonly actions?: ReactNode;
}

/** A modal dialog: native, so that focus stays inside, Escape closes it and focus returns. Mounted means open. */
export function Dialog({ title, size = 'small', onClose, onKeyDown, children, actions }: Props) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  /** Whether what is pressed now was pressed outside: a selection may end there, and one that began there end inside. */
  const outside = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // React keeps `autofocus` out of the document, where showModal would look for it.
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog?.close();
      // The element that opened it may be gone with what it stood for.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={cx('dialog', `dialog-${size}`)}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        outside.current = event.target === event.currentTarget;
      }}
      onPointerUp={(event) => {
        outside.current &&= event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (outside.current && event.target === event.currentTarget) onClose();
        outside.current = false;
      }}
    >
      <div className="dialog-frame">
        <div className="dialog-head">
          <h2 id={id} className="dialog-title" title={title}>
            {title}
          </h2>
          <Button look="quiet" icon={X} label="Close" onClick={onClose} />
        </div>
        <div className="dialog-body">{children}</div>
        {actions && <div className="dialog-actions">{actions}</div>}
      </div>
    </dialog>
  );
}

import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import { ReadOnly } from './read-only.ts';
import './Disclosure.css';

interface Props {
  /** 'More' where a stage's remaining controls are behind it. */
  readonly label?: string;
  readonly initiallyOpen?: boolean;
  /** Opens it, and brings it into view, each time that it grows. */
  readonly openings?: number;
  readonly children: ReactNode;
}

/**
 * Opens further controls in place. They are made when first opened, so that lazy ones are fetched only then; what it
 * hides again stays mounted, so nothing that a person typed is lost.
 */
export function Disclosure({ label = 'More', initiallyOpen = false, openings = 0, children }: Props) {
  const readOnly = useContext(ReadOnly);
  const [open, setOpen] = useState(initiallyOpen);
  const [opened, setOpened] = useState(initiallyOpen);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (openings === 0) return;
    setOpen(true);
    setOpened(true);
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [openings]);
  const id = useId();
  const toggle = () => {
    setOpen(!open);
    setOpened(true);
  };
  const shown = {
    className: 'disclosure-toggle',
    'aria-expanded': open,
    'aria-controls': id,
    onClick: toggle,
    children: (
      <>
        <ChevronRight className="disclosure-arrow" size={16} strokeWidth={1.75} aria-hidden="true" />
        {label}
      </>
    ),
  };
  return (
    <div ref={frame} className="disclosure">
      {readOnly ? (
        // biome-ignore lint/a11y/useSemanticElements: a button would be disabled with the fieldset around it.
        <div role="button" tabIndex={0} onKeyDown={(event) => press(event, toggle)} {...shown} />
      ) : (
        <button type="button" {...shown} />
      )}
      <div id={id} className="disclosure-content" hidden={!open}>
        {opened && children}
      </div>
    </div>
  );
}

/** As a button is pressed by keyboard. */
function press(event: KeyboardEvent, toggle: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  if (!event.repeat) toggle();
}

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import './Disclosure.css';

interface Props {
  /** 'More' where a stage's remaining controls are behind it. */
  readonly label?: string;
  readonly initiallyOpen?: boolean;
  readonly children: ReactNode;
}

/**
 * Opens further controls in place. They are made when first opened, so that lazy ones are fetched only then; what it
 * hides again stays mounted, so nothing that a person typed is lost.
 */
export function Disclosure({ label = 'More', initiallyOpen = false, children }: Props) {
  const [open, setOpen] = useState(initiallyOpen);
  const [opened, setOpened] = useState(initiallyOpen);
  const id = useId();
  return (
    <div className="disclosure">
      <button
        type="button"
        className="disclosure-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
          setOpened(true);
        }}
      >
        <ChevronRight className="disclosure-arrow" size={16} strokeWidth={1.75} aria-hidden="true" />
        {label}
      </button>
      <div id={id} className="disclosure-content" hidden={!open}>
        {opened && children}
      </div>
    </div>
  );
}

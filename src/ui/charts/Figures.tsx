import { type ReactNode, useState } from 'react';
import { ScrollRegion } from '../primitives/ScrollRegion.tsx';
import './Figures.css';

interface Props {
  /** What is pressed to see them. */
  readonly summary?: string;
  /** What the tables hold. */
  readonly label: string;
  /** Tables; made only when opened. */
  readonly children: () => ReactNode;
}

/** A chart in numbers, for whoever wants to read them or can't see the chart. */
export function Figures({ summary = 'Show as table', label, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && (
        <ScrollRegion className="figures-scroll" label={label}>
          {children()}
        </ScrollRegion>
      )}
    </details>
  );
}

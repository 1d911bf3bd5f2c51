import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './EmptyState.css';

interface Props {
  readonly icon?: LucideIcon;
  /** What will be here. */
  readonly title: string;
  /** How to get it here. */
  readonly children?: ReactNode;
}

/** Says what will be in a place that has nothing yet, and how to get it there. */
export function EmptyState({ icon: Icon, title, children }: Props) {
  return (
    <div className="empty-state">
      {Icon && <Icon size={24} strokeWidth={1.5} aria-hidden="true" />}
      <p className="empty-state-title">{title}</p>
      {children}
    </div>
  );
}

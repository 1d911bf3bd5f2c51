import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import './Button.css';

interface Shared extends Omit<ComponentProps<'button'>, 'children' | 'title'> {
  /** One primary a stage; quiet ones have no frame until pointed at. */
  readonly look?: 'primary' | 'secondary' | 'quiet';
  /** For what takes something away. */
  readonly danger?: boolean;
  readonly icon?: LucideIcon;
}

type Props = Shared &
  (
    | { readonly children: ReactNode; readonly label?: never; readonly title?: string }
    // Icon only: the label is what a screen reader says and the tooltip shows.
    | {
        readonly children?: never;
        readonly label: string;
        readonly icon: LucideIcon;
        readonly title?: string;
      }
  );

/** A button; with `label` instead of children it shows its icon alone. */
export function Button({
  look = 'secondary',
  danger = false,
  icon: Icon,
  label,
  title,
  className,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={cx('button', `button-${look}`, danger && 'button-danger', label && 'button-icon', className)}
      aria-label={label ?? rest['aria-label']}
      title={title ?? label}
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
      {children}
    </button>
  );
}

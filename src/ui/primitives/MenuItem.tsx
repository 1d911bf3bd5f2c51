import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface Props {
  readonly icon?: LucideIcon;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** One action of a Menu. */
export function MenuItem({ icon: Icon, danger = false, disabled = false, onChoose, children }: Props) {
  return (
    <button
      type="button"
      role="menuitem"
      className={cx('menu-item', danger && 'menu-item-danger')}
      disabled={disabled}
      onClick={onChoose}
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
      <span className="menu-item-words">{children}</span>
    </button>
  );
}

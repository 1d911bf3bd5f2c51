import type { LucideIcon } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { moveInMenu, placeMenu } from './menu-behaviour.ts';
import './Menu.css';

interface Props {
  /** The button's words; with `icon` and no `text` only a screen reader and the tooltip tell them. */
  readonly label: string;
  readonly text?: ReactNode;
  readonly icon?: LucideIcon;
  readonly look?: 'primary' | 'secondary' | 'quiet';
  readonly disabled?: boolean;
  /** For a shortcut that opens the menu from elsewhere. */
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  /** MenuItems; called only while the menu is open. */
  readonly children: () => ReactNode;
}

/** A button with a menu of actions, in a native popover. */
export function Menu({ label, text, icon, look = 'quiet', disabled = false, buttonRef, children }: Props) {
  const id = useId();
  const own = useRef<HTMLButtonElement>(null);
  const button = buttonRef ?? own;
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open || !panel.current || !button.current) return;
    placeMenu(panel.current, button.current);
    moveInMenu(panel.current, 'Home');
  }, [open, button]);

  const shared = {
    ref: button,
    look,
    disabled,
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    popoverTarget: id,
  } as const;
  return (
    <>
      {text === undefined && icon ? (
        <Button {...shared} icon={icon} label={label} />
      ) : (
        <Button {...shared} {...(icon && { icon })} aria-label={label}>
          {text ?? label}
        </Button>
      )}
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="menu"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onClick={() => panel.current?.hidePopover()}
        onKeyDown={(event) => {
          // The menu stands inside things that have keys of their own.
          event.stopPropagation();
          if (event.key === 'Tab') panel.current?.hidePopover();
          else if (panel.current && moveInMenu(panel.current, event.key)) event.preventDefault();
        }}
      >
        {open && children()}
      </div>
    </>
  );
}

import type { LucideIcon } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
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

/**
 * A button with a menu of actions. The menu stands at the end of the page, or of the dialog that the button is in: within a
 * stage it would be cut off. Not a native popover, which browsers have since 2023 or 2024 only.
 */
export function Menu({ label, text, icon, look = 'quiet', disabled = false, buttonRef, children }: Props) {
  const own = useRef<HTMLButtonElement>(null);
  const button = buttonRef ?? own;
  const panel = useRef<HTMLDivElement>(null);
  const [host, setHost] = useState<Element | null>(null);
  const open = host !== null;

  const close = useCallback(() => {
    if (panel.current?.contains(document.activeElement)) button.current?.focus();
    setHost(null);
  }, [button]);

  useLayoutEffect(() => {
    if (!open || !panel.current || !button.current) return;
    placeMenu(panel.current, button.current);
    moveInMenu(panel.current, 'Home');
    const controller = new AbortController();
    const within = (event: Event, element: Element | null) =>
      event.target instanceof Node && element?.contains(event.target);
    const away = (event: Event) => {
      // A press on the button closes it by itself.
      if (!within(event, panel.current) && !within(event, button.current)) close();
    };
    for (const kind of ['pointerdown', 'focusin'])
      addEventListener(kind, away, { signal: controller.signal, capture: true });
    addEventListener('resize', close, { signal: controller.signal });
    return () => controller.abort();
  }, [open, button, close]);

  const shared = {
    ref: button,
    look,
    disabled,
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    onClick: () =>
      open
        ? close()
        : setHost(button.current?.closest('dialog') ?? button.current?.ownerDocument.body ?? null),
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
      {host !== null &&
        createPortal(
          <div
            ref={panel}
            className="menu"
            role="menu"
            aria-label={label}
            tabIndex={-1}
            onClick={close}
            onKeyDown={(event) => {
              // The menu stands inside things that have keys of their own.
              event.stopPropagation();
              if (event.key === 'Tab') close();
              else if (event.key === 'Escape') {
                // A dialog stays open.
                event.preventDefault();
                close();
              } else if (panel.current && moveInMenu(panel.current, event.key)) event.preventDefault();
            }}
          >
            {children()}
          </div>,
          host,
        )}
    </>
  );
}

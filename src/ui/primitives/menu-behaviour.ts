const gap = 4;

/** Puts an open menu under its button, or over it where there is no room below; never outside the window. */
export function placeMenu(panel: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = anchor.bottom + gap;
  const top = below + height <= innerHeight - gap ? below : Math.max(gap, anchor.top - gap - height);
  // Aligned with the button's nearer edge: a button in the right half opens to the left.
  const wanted = anchor.left + anchor.width / 2 > innerWidth / 2 ? anchor.right - width : anchor.left;
  const left = Math.max(gap, Math.min(wanted, innerWidth - width - gap));
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}

/** Moves focus among a menu's items by arrow keys, Home, End or the first letter of a name. True where the key was used. */
export function moveInMenu(panel: HTMLElement, key: string): boolean {
  const items = [...panel.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')];
  const at = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
  const to = (index: number) => {
    items.at(index % Math.max(1, items.length))?.focus();
    return true;
  };
  if (key === 'ArrowDown' || key === 'ArrowRight') return to(at + 1);
  if (key === 'ArrowUp' || key === 'ArrowLeft') return to(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return to(0);
  if (key === 'End') return to(-1);
  if (key.length !== 1 || key === ' ') return false;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const hit = after.find((item) => item.textContent?.toLocaleLowerCase().startsWith(key.toLocaleLowerCase()));
  hit?.focus();
  return hit !== undefined;
}

import { remember, remembered } from '../../store/runtime/remembered.ts';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'theme';

/** The theme chosen before; 'system' where none was, or where the browser keeps nothing for this page. */
export function storedTheme(): Theme {
  const value = remembered(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Shows a theme from now on: tokens.css reads `data-theme`. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Keeps a theme for the next visit, where the browser lets the page keep anything. */
export const storeTheme = (theme: Theme): void => remember(KEY, theme);

export type Theme = 'system' | 'light' | 'dark';

const key = 'headstart.theme';

/** The theme chosen before; 'system' where none was, or where the browser keeps nothing for this page. */
export function storedTheme(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

/** Shows a theme from now on: tokens.css reads `data-theme`. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Keeps a theme for the next visit, where the browser lets the page keep anything. */
export function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The theme then lasts as long as the page.
  }
}

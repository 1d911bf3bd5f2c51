/**
 * A few words that the page keeps for its next visit, at once: what goes through the worker may come too late.
 * @returns null where there are none, or where the browser keeps nothing for this page
 */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`headstart.${key}`);
  } catch {
    return null;
  }
}

/** @param words null: they are forgotten */
export function remember(key: string, words: string | null): void {
  try {
    if (words === null) localStorage.removeItem(`headstart.${key}`);
    else localStorage.setItem(`headstart.${key}`, words);
  } catch {
    // A browser that keeps nothing for this page: they then last as long as it.
  }
}

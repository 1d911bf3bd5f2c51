const KEY = 'headstart.removed-parts';

/** Parts that the person no longer wants kept for offline use: they are not fetched again behind their back. */
export function removedParts(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []);
  } catch {
    // Where the browser keeps nothing for this page, nothing is kept for offline use either.
    return new Set();
  }
}

/** @param removed false: it is asked for, or used, again */
export function noteRemoved(ids: readonly string[], removed: boolean): void {
  const next = new Set(removedParts());
  for (const id of ids)
    if (removed) next.add(id);
    else next.delete(id);
  try {
    localStorage.setItem(KEY, JSON.stringify([...next]));
  } catch {
    // As above.
  }
}

import { remember, remembered } from './remembered.ts';

const KEY = 'removed-parts';

/** Parts that the person no longer wants kept for offline use: they are not fetched again behind their back. */
export function removedParts(): ReadonlySet<string> {
  return new Set(remembered(KEY)?.split(' ').filter(Boolean));
}

/** @param removed false: it is asked for, or used, again */
export function noteRemoved(ids: readonly string[], removed: boolean): void {
  const next = new Set(removedParts());
  for (const id of ids)
    if (removed) next.add(id);
    else next.delete(id);
  remember(KEY, next.size > 0 ? [...next].join(' ') : null);
}

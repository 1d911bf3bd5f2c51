import { type DroppedEntries, droppedEntries } from '../dataset/dropped-files.ts';

declare global {
  /** What public/early-drop.js has kept. */
  var earlyDrops: { readonly drops: DroppedEntries[]; taken: boolean } | undefined;
}

/** Files that were dropped before the page's code was there; from now on the page takes drops itself. */
export function takeEarlyDrops(): readonly ReturnType<typeof droppedEntries>[] {
  const early = globalThis.earlyDrops;
  if (!early) return [];
  early.taken = true;
  return early.drops.splice(0).map(droppedEntries);
}

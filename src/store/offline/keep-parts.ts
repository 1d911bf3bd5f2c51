import { type Failure, FailureError } from '../../core/project/failure.ts';
import { reportProgress } from '../../core/project/rate.ts';
import { askToPersist } from '../project/ask-to-persist.ts';
import { whenQuiet } from '../runtime/quiet.ts';
import { keepFiles } from './keep-files.ts';
import type { Kept, OfflineState, OfflineStore } from './offline-state.ts';

interface Target {
  readonly get: () => OfflineStore;
  readonly set: (part: Partial<OfflineStore>) => void;
}

/**
 * Fetches and keeps the page and parts, because the person has asked for them.
 * @param ids of parts
 * @throws FailureError where not all could be kept, and 'cancelled' through the signal
 */
export async function keepParts(ids: readonly string[], { get, set }: Target, signal: AbortSignal) {
  const { kept } = get();
  if (!kept) return;
  const missing = missingOf(kept, ids);
  const total = missing.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const report = reportProgress(
    total,
    () => performance.now(),
    (bytes, rate) => set({ keeping: { done: bytes, total, rate } }),
  );
  await askToPersist();
  const onKept = (bytes: number) => {
    done += bytes;
    report(done);
  };
  await keepFiles(missing, { signal, atATime: 4, onKept });
  await get().refresh();
  checkKept(get().kept, ids);
}

/**
 * Keeps the page and parts while nobody needs the network.
 * @param ids of parts
 * @throws FailureError where not all could be kept
 */
export async function keepQuietly(ids: readonly string[], { get }: Pick<Target, 'get'>): Promise<void> {
  const { kept } = get();
  if (!kept) return;
  const missing = missingOf(kept, ids);
  if (missing.length === 0) return;
  const { signal } = new AbortController();
  const report = reportProgress(missing.length, () => performance.now(), get().refresh);
  let done = 0;
  const onKept = () => report(++done);
  await keepFiles(missing, { signal, atATime: 3, turn: whenQuiet, onKept });
  await get().refresh();
  checkKept(get().kept, []);
}

const groupsOf = (kept: OfflineState, ids: readonly string[]): readonly Kept[] => [
  kept.shell,
  ...kept.parts.filter(({ id }) => ids.includes(id)),
];

const missingOf = (kept: OfflineState, ids: readonly string[]): Kept['missing'] =>
  groupsOf(kept, ids).flatMap(({ missing }) => missing);

const notKept: Failure = {
  code: 'not-found',
  what: 'Not everything could be kept here.',
  todo: 'The disk is full, or the host has put up another version: free some space, reload the page and try again.',
};

function checkKept(kept: OfflineState | null, ids: readonly string[]): void {
  if (kept === null || missingOf(kept, ids).length > 0) throw new FailureError(notKept);
}

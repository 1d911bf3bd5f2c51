import { bytesWords } from '../../core/bytes-words.ts';
import type {
  Kept,
  OfflineState,
  OfflineSupport,
  StorageFigures,
} from '../../store/offline/offline-state.ts';
import type { RunningKind } from '../../store/runtime/running-jobs.ts';

/** Share of a group that is kept, 0…1. */
export function keptShare({ bytes, missing }: Kept): number {
  return bytes === 0 ? 1 : 1 - missing.reduce((sum, file) => sum + file.bytes, 0) / bytes;
}

/** How far the page is from working without a network. */
export function offlineWords(support: OfflineSupport, kept: OfflineState | null): string {
  if (support.kind === 'never') return 'Needs the network';
  if (!kept) return 'Not kept offline yet';
  if (kept.shell.missing.length > 0)
    return `Getting ready to work offline: ${Math.floor(100 * keptShare(kept.shell))}\u00a0%`;
  const models = kept.parts.filter(({ id }) => id.startsWith('models/'));
  const whole = models.filter(({ missing }) => missing.length === 0).length;
  return whole === 0
    ? 'Opens offline, without a model'
    : `Works offline with ${whole} of ${models.length} models`;
}

export function storageWords({ used, free, persisted }: StorageFigures): string {
  const promise = persisted
    ? 'The browser has promised to keep it until you delete it.'
    : 'The browser may clear it when the disk runs full: it has not promised to keep it.';
  return `This site takes ${bytesWords(used)} here; ${bytesWords(free)} are free. ${promise}`;
}

const jobWords: Partial<Record<RunningKind, string>> = {
  train: 'the training',
  resume: 'the training',
  sweep: 'the sweep',
  duplicates: 'the photos to be compared',
  crossValidate: 'the cross-validation',
  import: 'the import',
  listFiles: 'the import',
  planImport: 'the import',
  importModel: 'the import',
  predictFiles: 'the predictions',
  exportModel: 'the export',
  saveProject: 'the project to be saved',
  openProject: 'the project to be opened',
  mergeProject: 'the project to be merged',
};

/** What a reload waits for; null: it needn't. */
export function waitsForWords(running: readonly RunningKind[]): string | null {
  if (running.length === 0) return null;
  const named = running.map((kind) => jobWords[kind]).find((words) => words !== undefined);
  return `Waits for ${named ?? 'what is running'}`;
}

import type { Failure } from '../../core/project/failure.ts';
import type { Kept, OfflineState } from '../../service-worker/protocol.ts';
import type { Progress } from '../../workers/protocol/progress.ts';

export type { Kept, OfflineState };

export type KeptPart = OfflineState['parts'][number];

/** Whether the page can be kept; 'never': why not, in words. */
export type OfflineSupport =
  | { readonly kind: 'starting' | 'ready' }
  | { readonly kind: 'never'; readonly why: string };

/** The browser's storage for this site, bytes. */
export interface StorageFigures {
  readonly used: number;
  readonly free: number;
  /** Whether the browser has promised not to clear it by itself. */
  readonly persisted: boolean;
}

export interface OfflineStore {
  readonly support: OfflineSupport;
  /** What is kept; null until the service worker has told. */
  readonly kept: OfflineState | null;
  /** Bytes of what the person has asked for; null while nothing is fetched. */
  readonly keeping: Progress | null;
  readonly failure: Failure | null;
  /** Parts that go when the dialog is closed; until then they can be taken back. */
  readonly removing: ReadonlySet<string>;
  readonly storage: StorageFigures | null;
  /** 'waiting': a new version is here; 'later': the person has put it off. */
  readonly update: 'none' | 'waiting' | 'later';
  /** Shows the browser's own dialog; null where it offers none. */
  readonly install: (() => Promise<void>) | null;
  /** Called once by the page. */
  start(): Promise<void>;
  refresh(): Promise<void>;
  /** Fetches and keeps parts by their ids. */
  keep(ids: readonly string[]): Promise<void>;
  stopKeeping(): void;
  setRemoving(id: string, removing: boolean): void;
  /** Removes what is marked for it. */
  removeMarked(): Promise<void>;
  putOffUpdate(): void;
  /** Loads the page again, with the new version. */
  takeUpdate(): Promise<void>;
}

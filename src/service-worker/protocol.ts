/** A file of the build. */
export interface OfflineFile {
  /** From the page's folder: 'assets/index-BowXCrw3.js'. */
  readonly path: string;
  /** SHA-256 as subresource integrity has it (https://www.w3.org/TR/SRI/): 'sha256-…'. */
  readonly hash: string;
  /** Uncompressed, as it lies on the disk. */
  readonly bytes: number;
}

/** What a person can choose to have offline: a model, a sample set, a library that few need. */
export interface OfflinePart {
  /** 'models/mobilenet-v3', 'samples/earth', 'code/libraries'. */
  readonly id: string;
  readonly files: readonly OfflineFile[];
}

/** All that the build is made of; it is written into the service worker, so a new build is a new service worker. */
export interface OfflineList {
  /** The page itself: all of it is kept. */
  readonly shell: readonly OfflineFile[];
  /** Kept once used, or when asked for. */
  readonly parts: readonly OfflinePart[];
  /** Headers that the page and its worker need, by path: not every host sends them. */
  readonly headers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What is kept on this device of a group of files. */
export interface Kept {
  readonly bytes: number;
  /** What is not there yet. */
  readonly missing: readonly Pick<OfflineFile, 'path' | 'bytes'>[];
}

export interface OfflineState {
  readonly shell: Kept;
  readonly parts: readonly (Kept & { readonly id: string })[];
}

/** What the page asks of the service worker. 'state' and 'remove' are answered with the state. */
export type ToServiceWorker =
  | { readonly type: 'state' }
  | { readonly type: 'remove'; readonly part: string }
  /** To the old version: with the next page that is opened the one that waits may take its place. */
  | { readonly type: 'make way' }
  /** From the old version to the new one. */
  | { readonly type: 'take over' };

/** Told to the page where a request carries more than the name of a file of this site. */
export interface SentMessage {
  readonly type: 'sent';
  readonly bytes: number;
  readonly address: string;
}

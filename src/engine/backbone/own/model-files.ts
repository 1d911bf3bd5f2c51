import type { OwnModel } from '../../../core/backbone/convert/own-model.ts';

/**
 * Reads a file that is a whole model.
 * @param path of the file, for messages
 * @throws FailureError that says what stands in the way; AbortError when stopped
 */
export type ModelFileReader = (
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
  signal: AbortSignal,
) => Promise<OwnModel>;

/** The formats that are one file each, by the end of its name. Their code is fetched when such a file comes. */
const READERS: readonly { readonly end: RegExp; readonly read: ModelFileReader }[] = [
  {
    end: /\.keras$/i,
    read: async (...file) => (await import('./read-keras-archive.ts')).readKerasArchive(...file),
  },
  {
    end: /\.(h5|hdf5)$/i,
    read: async (...file) => (await import('./read-keras-hdf5.ts')).readKerasHdf5(...file),
  },
];

/** What reads a file of this name, or behind this address; undefined where it is no whole model. */
export const readerOf = (path: string): ModelFileReader | undefined =>
  READERS.find(({ end }) => end.test(path))?.read;

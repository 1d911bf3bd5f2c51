import type { OwnModel } from '../../../core/backbone/convert/own-model.ts';
import type { ModelFolder } from './folder.ts';

export interface ReadModel extends OwnModel {
  /** Paths of the files that it was in. */
  readonly files: readonly string[];
}

export interface FormatContext {
  readonly folder: ModelFolder;
  readonly signal: AbortSignal;
  /** Told after each file. */
  readonly onStep: (done: number, total: number) => void;
}

/**
 * Reads a model of one format; null where a file of its ending is something else.
 * @throws FailureError that says which file or layer stands in the way; AbortError when stopped
 */
export type FormatReader = (path: string, context: FormatContext) => Promise<ReadModel | null>;

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

/** A format that is one file each. Its code is fetched when such a file comes. */
export const oneFile =
  (reader: () => Promise<ModelFileReader>): FormatReader =>
  async (path, { folder, signal, onStep }) => {
    const bytes = await folder.read(path);
    signal.throwIfAborted();
    const read = await reader();
    const own = await read(Uint8Array.from(bytes), path, signal);
    onStep(1, 1);
    const file = path.slice(path.lastIndexOf('/') + 1);
    return { ...own, files: [file] };
  };

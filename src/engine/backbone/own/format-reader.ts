import type { OwnModel } from '../../../core/backbone/convert/own-model.ts';
import type { ModelFolder } from './folder.ts';

/** Above the largest published image network (VGG-19 with its classifier, 575 MB); a tab must hold it in memory. */
export const MOST_WEIGHT_BYTES = 640 * 2 ** 20;

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

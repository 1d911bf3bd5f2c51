import type { View } from '../../core/augmentation/view.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { Pixels } from '../../engine/augmentation/draw-view.ts';
import type { ReadableFormat } from '../../engine/dataset/header.ts';
import type { MadeThumbnail } from '../../engine/dataset/thumbnail.ts';

/** A stored photo's views, drawn. */
interface ViewsWanted {
  readonly hash: string;
  /** The photo itself, where it lies in the engine's memory and not on disk. */
  readonly stored?: Blob;
  /** The photo's name, for messages. */
  readonly file: string;
  /** null: the photo itself. */
  readonly views: readonly (View | null)[];
  /** Side of a view, pixels. */
  readonly size: number;
}

/** A new photo's thumbnail. */
interface ThumbnailWanted {
  /** The file, checked; handed over, and handed back. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: ReadableFormat;
  /** Its path, for messages. */
  readonly file: string;
}

/** What loaders do: each with what is asked and what is answered. */
export interface LoaderTasks {
  /** One of each view, handed over. */
  readonly views: { readonly wanted: ViewsWanted; readonly made: readonly Pixels[] };
  readonly thumbnail: {
    readonly wanted: ThumbnailWanted;
    readonly made: MadeThumbnail & Pick<ThumbnailWanted, 'bytes'>;
  };
}

export type LoaderTask = keyof LoaderTasks;

export type LoadRequest = {
  [K in LoaderTask]: { readonly id: number; readonly task: K; readonly wanted: LoaderTasks[K]['wanted'] };
}[LoaderTask];

export type LoadReply =
  | { readonly id: number; readonly made: LoaderTasks[LoaderTask]['made'] }
  | { readonly id: number; readonly failure: Failure };

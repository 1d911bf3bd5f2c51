import type { View } from '../../core/augmentation/view.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { Pixels } from '../../engine/augmentation/draw-view.ts';

/** What is asked of a loader: a stored photo's views, drawn. */
export interface LoadRequest {
  readonly id: number;
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

/** @property pixels one of each view, handed over */
export type LoadReply =
  | { readonly id: number; readonly pixels: readonly Pixels[] }
  | { readonly id: number; readonly failure: Failure };

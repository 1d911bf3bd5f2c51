import type { ParityCheck } from '../../core/export/parity.ts';
import type { Failure } from '../../core/project/failure.ts';

export type PageBackend = 'wasm' | 'cpu';

/** What the page asks of its engine, each with a port for the reply. */
export type EngineRequest =
  /** `files`: the page's, packed, by their paths. `golden`: the golden pictures, in the manifest's order. */
  | {
      readonly kind: 'start';
      readonly files: ReadonlyMap<string, string>;
      readonly golden: readonly ImageBitmap[];
    }
  | { readonly kind: 'answer'; readonly picture: ImageBitmap };

export interface Started {
  readonly backend: PageBackend;
  /** How the golden pictures were answered here. */
  readonly check: ParityCheck;
}

export interface PageAnswer {
  /** In the order of the manifest's classes; they sum to 1. */
  readonly probabilities: Float32Array;
  /** Whether it is none of the classes; null where the model can't tell. */
  readonly unknown: boolean | null;
  /** From the decoded picture to the probabilities. */
  readonly milliseconds: number;
}

export type EngineReply =
  | { readonly kind: 'started'; readonly started: Started }
  | { readonly kind: 'answered'; readonly answer: PageAnswer }
  | { readonly kind: 'failed'; readonly failure: Failure };

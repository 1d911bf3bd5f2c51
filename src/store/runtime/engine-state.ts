import type { BackendChoice, BackendInfo } from '../../core/backbone/backend.ts';
import type { CatalogueCard } from '../../core/backbone/card.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { MachineFigures } from '../../workers/protocol/backbone.ts';

export type EngineStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly backend: BackendInfo }
  | { readonly kind: 'restarting'; readonly why: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface EngineSlice {
  readonly engine: EngineStatus;
  readonly backendChoice: BackendChoice;
  readonly cards: readonly CatalogueCard[];
  readonly machine: MachineFigures | null;
  /** Whether what is stored outlives the tab; 'disk' until it is known that it doesn't. */
  readonly keeping: 'disk' | 'memory';
  /** Whether what was asked of the engine has made no progress for a minute. */
  readonly stalled: boolean;
  /** Starts the engine anew; what it was at goes on from what is stored. */
  beginAgain(): void;
  chooseBackend(choice: BackendChoice): Promise<void>;
  measureMachine(): Promise<void>;
}

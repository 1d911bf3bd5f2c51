import type { DamagedRecord } from '../../core/project/sound-records.ts';

/** Whether this tab may change the project. */
export interface TabSlice {
  /** 'elsewhere': another tab has the project open, and this one only shows it. */
  readonly tab: 'asking' | 'here' | 'elsewhere';
  /** Finds out whether another tab has the project. Called once, before it is opened. */
  claimProject(): Promise<void>;
  /** Asks the other tab to let go, and goes on here. */
  takeOver(): Promise<void>;
}

export interface ProjectSlice {
  readonly opened: 'opening' | 'open' | 'failed';
  /** Reads the stored project and starts. Called by the app, and when this tab takes the project over. */
  open(): Promise<void>;
  /** Shows what there is, where the engine has lost what it had in memory. */
  begunAnew(): void;
  /** What is stored and can't be read: everything else is shown without it. */
  readonly damaged: readonly DamagedRecord[];
  /** Deletes that for good. */
  removeDamaged(): Promise<void>;
  /** Resolves when what was stored is shown: what is done before would be lost. */
  untilOpen(): Promise<void>;
}

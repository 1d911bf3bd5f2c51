import type { EpochMetrics } from '../../core/training/run.ts';

/** An epoch that stands out, and why. */
export interface Mark {
  readonly epoch: number;
  readonly word: 'best' | 'kept';
}

/** Where a phase of fine-tuning begins. */
export interface PhaseMark {
  /** Epochs done before it. */
  readonly epoch: number;
  readonly name: string;
  /** Where there is no room for the name. */
  readonly number: string;
}

/** The phases of fine-tuning that a history has reached; none while the head learns alone. */
export function phaseMarks(history: readonly EpochMetrics[]): readonly PhaseMark[] {
  return history.flatMap(({ phase, epoch }, index) =>
    phase > 0 && history[index - 1]?.phase !== phase
      ? [{ epoch: epoch - 1, name: `stage ${phase}`, number: String(phase) }]
      : [],
  );
}

import type { Phase } from './phases.ts';

/** What one phase of a training will take. */
export interface PhasePlan {
  /** 0: the head alone; else the number of the fine-tuning stage. */
  readonly phase: number;
  /** Blocks that learn. */
  readonly blocks: number;
  /** Milliseconds to extract features or fill the boundary cache: what is not cached yet. */
  readonly preparation: number;
  readonly epochs: number;
  /** Milliseconds an epoch. */
  readonly epoch: number;
}

/** What a training will take on this machine, measured before it begins. */
export interface Plan {
  readonly phases: readonly PhasePlan[];
  /** Milliseconds of looking at the photos once more with the blocks that have learned; 0 for the head alone. */
  readonly lastLook: number;
  /** Milliseconds of everything. */
  readonly total: number;
  /** Bytes of the tab's memory at the most. */
  readonly memory: number;
  /** Bytes that the caches take on disk. */
  readonly disk: number;
  /** What would take about half the time, in one sentence; null where nothing would or it is short anyway. */
  readonly advice: string | null;
}

/** One phase as this machine was measured on it; times in milliseconds, sizes in bytes. */
export interface PhaseMeasurement {
  readonly phase: Phase;
  /** Views that are not cached yet, and how long one takes from its file to the cache. */
  readonly missing: number;
  readonly view: number;
  /** Photos that an epoch learns from, and those that it is validated on. */
  readonly train: number;
  readonly validation: number;
  /** One photo's share of a training step, and of the validation. */
  readonly trainPhoto: number;
  readonly validationPhoto: number;
  readonly memory: number;
  readonly disk: number;
}

/** Below this nobody needs advice. */
const SHORT = 20_000;

/**
 * Adds up what was measured.
 * @param views of each training photo, the photo included
 */
export function planOf(measured: readonly PhaseMeasurement[], views: number): Plan {
  const phases = measured.map(
    ({ phase, missing, view, train, validation, trainPhoto, validationPhoto }): PhasePlan => ({
      phase: phase.index,
      blocks: phase.blocks,
      preparation: missing * view,
      epochs: phase.epochs,
      epoch: train * trainPhoto + validation * validationPhoto,
    }),
  );
  const [head] = measured;
  const lastLook = head && measured.length > 1 ? (head.train + head.validation) * head.view : 0;
  const total = phases.reduce((sum, phase) => sum + phaseTime(phase), lastLook);
  return {
    phases,
    lastLook,
    total,
    memory: measured.reduce((most, { memory }) => Math.max(most, memory), 0),
    disk: measured.reduce((sum, { disk }) => sum + disk, 0),
    advice: total < SHORT ? null : adviceFor(phases, total, views),
  };
}

const phaseTime = ({ preparation, epochs, epoch }: PhasePlan): number => preparation + epochs * epoch;

/** The one change that saves most, where it saves a third and more. */
function adviceFor(phases: readonly PhasePlan[], total: number, views: number): string | null {
  const ideas: { saved: number; words: string }[] = [];
  const preparation = phases.reduce((sum, phase) => sum + phase.preparation, 0);
  if (views > 1)
    ideas.push({
      saved: preparation * (1 - 1 / views),
      words: 'Most of it is reading augmented views: with fewer views a photo it takes that much less.',
    });
  for (const phase of phases.slice(1)) {
    const before = phases[phase.phase - 1];
    const shallower = before && before.blocks > 0 ? before.blocks : Math.ceil(phase.blocks / 2);
    if (phase.blocks > 1 && before && before.blocks < phase.blocks)
      ideas.push({
        saved: phaseTime(phase) * (1 - shallower / phase.blocks),
        words: `Most of it is stage ${phase.phase}: with ${shallower} instead of ${phase.blocks} blocks it takes far less.`,
      });
    ideas.push({
      saved: (phase.epochs * phase.epoch) / 2,
      words: `Most of it is stage ${phase.phase}: half its epochs take half of that.`,
    });
  }
  const best = ideas.sort((a, b) => b.saved - a.saved)[0];
  return best && best.saved > total / 3 ? best.words : null;
}

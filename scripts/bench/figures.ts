import type { EpochMetrics, Run } from '../../src/core/training/run.ts';
import type { TransferredKB } from './traffic.ts';

/** Results of one split over the seeds, one entry a seed. */
export interface SplitFigures {
  /** Shares, 0…1. */
  readonly accuracy: readonly number[];
  readonly mean: number;
  readonly correct: readonly number[];
  /** Of each photo a 1 where it was right, else a 0; in an order that is the same for the same folders. */
  readonly right: readonly string[];
  /** Photos of the split. */
  readonly total: number;
}

/** The product's training of a head against tfjs-layers' model.fit of the same head; medians, milliseconds. */
export interface FitFigures {
  readonly ms: number;
  readonly layersMs: number;
  /** How many times faster. */
  readonly ratio: number;
  /** On the same held-out photos, shares. */
  readonly accuracy: number;
  readonly layersAccuracy: number;
  readonly epochs: number;
  readonly images: number;
  readonly threads: number;
}

export interface ExtractFigures {
  readonly imagesPerSecond: number;
  readonly msPerImage: number;
}

/** Another library's feature extraction on the same photos. */
export interface PeerFigures {
  readonly name: string;
  /** The tfjs that it ran on. */
  readonly tfjs: string;
  readonly backend: string;
  readonly images: number;
  readonly extract: ExtractFigures;
  /** How many times as many images a second the page reads. */
  readonly ratio: number;
}

/** The last block fine-tuned on cached activations of its boundary, and through the whole model; an epoch. */
export interface BoundaryFigures {
  readonly epochMs: number;
  readonly wholeMs: number;
  /** How many times faster with the cache. */
  readonly ratio: number;
  /** Training loss of each epoch, nats. */
  readonly loss: readonly number[];
  readonly wholeLoss: readonly number[];
  readonly images: number;
}

/** What Evaluate takes, from the press of a button to what it shows; features are cached. */
export interface AnalysesFigures {
  /** Class activation of a photo as the page tells it, the prediction included; median of eight. */
  readonly activationMs: number;
  /** Five-fold cross-validation of the head. */
  readonly fiveFoldMs: number;
  /** Until the map's first layout, and its last. */
  readonly mapFirstMs: number;
  readonly mapMs: number;
  readonly photosOnMap: number;
  /** Between two frames while the map is dragged about: the median, and what one of twenty exceeds. */
  readonly mapFrameMs: { readonly median: number; readonly p95: number };
  /** Frames of a camera that are answered in a second, as the page tells it after five seconds. */
  readonly framesASecond: number;
  /** Of the page meanwhile; 0: none of 50 and more. */
  readonly longestTaskMs: number;
}

/** Fine-tuning in a run of the page. */
export interface TuningFigures {
  /** The epochs, without filling the boundary caches. */
  readonly finetune: { readonly steps: number; readonly msPerStep: number };
  readonly boundary: {
    /** Filling the boundary caches. */
    readonly ms: number;
    /** Share of the activations wanted that were cached before. */
    readonly hit: number;
  };
  /** What the page said beforehand, and what it then was. */
  readonly plan: { readonly predictedMs: number; readonly actualMs: number };
}

/**
 * @param predictedMs what the page's planner said before the run
 * @returns null where the head learned alone
 */
export function tuningFigures({ timing }: Run, predictedMs: number | null): TuningFigures | null {
  if (timing.fineTuningSteps === 0 || predictedMs === null) return null;
  const { boundary, boundaryHit, boundaryMissed, fineTuning, fineTuningSteps } = timing;
  return {
    finetune: { steps: fineTuningSteps, msPerStep: fineTuning / fineTuningSteps },
    boundary: { ms: boundary, hit: boundaryHit / Math.max(1, boundaryHit + boundaryMissed) },
    plan: { predictedMs, actualMs: timing.extraction + timing.head + boundary + fineTuning },
  };
}

/** What a benchmark writes; of fine-tuning, the first training's. Times in milliseconds unless the name says otherwise. */
export interface BenchFigures extends Partial<TuningFigures> {
  readonly backbone: string;
  /** Name of the recipe's file; null: the default recipe. */
  readonly recipe: string | null;
  readonly backend: string;
  readonly threads: number;
  /** Photos whose features the first training had to extract: training and validation. */
  readonly images: number;
  /** From stored files to stored features: reading, decoding, cropping, the backbone, writing. */
  readonly extract: ExtractFigures;
  /** The backbone alone on ready tensors, in batches of `batchSize`. */
  readonly forward: { readonly msPerImage: number; readonly batchSize: number };
  /** Of the first training: each epoch of each phase. `milliseconds` is its time. */
  readonly epochs: readonly EpochMetrics[];
  /** Median over the seeds. */
  readonly head: { readonly ms: number; readonly epochs: number; readonly fit?: FitFigures };
  readonly validation: SplitFigures | null;
  readonly test: SplitFigures | null;
  /** Highest resident memory of the tab's process, shared pages included, 10⁶ bytes; null where the system doesn't tell. */
  readonly peak: { readonly tabMB: number | null };
  /** With an empty cache. */
  readonly firstLoad: { readonly transferredKB: TransferredKB };
  /** Of the page itself, from its first byte to the opened test set. Browsers report tasks from 50 ms on. */
  readonly longestMainThreadTaskMs: number | '<50';
  /** The longest in each step; 0: none of 50 and more. */
  readonly longestTaskOfStepMs: Readonly<Record<'open' | 'import' | 'scroll' | 'train' | 'test', number>>;
  /** With `--tasks`: of those tasks, the most that one of them computed. The rest of its time it waited for a core. */
  readonly longestMainThreadTaskCpuMs?: number;
  readonly longestTaskCpuOfStepMs?: BenchFigures['longestTaskOfStepMs'];
  /** The forward's floating-point rate over a 1024³ matMul's, same backend, same browser, one thread. */
  readonly efficiency: number;
  readonly lastBlock?: BoundaryFigures;
  readonly peer?: PeerFigures;
  readonly analyses?: AnalysesFigures;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly browser: string };
  /** ISO 8601. */
  readonly date: string;
  readonly command: string;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param values one at least */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

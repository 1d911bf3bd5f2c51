import type { BackendChoice, BackendInfo } from '../../core/backbone/backend.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import type {
  BackboneInspection,
  BackboneSource,
  InputTrial,
  OwnBackbone,
} from '../../core/backbone/own-backbone.ts';
import type { ClassLabel, Sample } from '../../core/dataset/dataset.ts';
import type { DamagedEvent } from './dataset.ts';
import type { StepEvent } from './progress.ts';

/** Figures of this machine, measured now. */
export interface MachineFigures {
  /** Id of the backbone that was measured. */
  readonly backbone: string;
  readonly backend: BackendInfo;
  readonly batchSize: number;
  /** The bare backbone on ready tensors, milliseconds an image. */
  readonly forwardMsPerImage: number;
  /** A 1024³ float32 matMul, floating-point operations a second. */
  readonly matMulFlops: number;
  /** The forward's floating-point rate over the matMul's. */
  readonly efficiency: number;
}

/** The backend, its speed, and the backbones. */
export interface BackboneJobs {
  /** Chooses and warms up the backend. Idempotent for the same choice. */
  start: {
    request: {
      readonly backend: BackendChoice;
      /** Threads of the WASM backend; null: half the cores. */
      readonly threads: number | null;
      /** Address of the site, for the models. */
      readonly base: string;
    };
    event: never;
    result: BackendInfo;
  };
  /** Measures the backbone's bare forward and the backend's matMul. */
  measure: {
    request: { readonly backbone: string };
    event: never;
    result: MachineFigures;
  };
  /** Backbones that the person has brought. `sweep`: those that were removed, or half stored, are deleted for good first. */
  ownBackbones: {
    request: { readonly sweep: boolean };
    event: DamagedEvent;
    result: readonly BackboneCard[];
  };
  /** Clears away cached features and activations that are of no photo, run or network any more, and the oldest where they are too many. */
  tidyTables: {
    request: {
      /** All that there are, brought ones among them. */
      readonly networks: readonly Pick<
        BackboneCard,
        'id' | 'hash' | 'features' | 'depths' | 'former' | 'input' | 'formerSize'
      >[];
    };
    event: never;
    result: null;
  };
  /** Reads a tfjs model, turns it into layers, and lists where it can be cut. Nothing is stored. */
  inspectBackbone: {
    request: { readonly files: BackboneSource<Blob> };
    event: StepEvent;
    result: BackboneInspection;
  };
  /** Tries what its pixels may want, on photos: how well the nearest class mean tells them apart with each. */
  tryBackbone: {
    request: {
      readonly files: BackboneSource<Blob>;
      readonly cut: string;
      readonly size: number;
      readonly classes: readonly ClassLabel[];
      readonly samples: readonly Sample[];
    };
    event: StepEvent;
    result: readonly InputTrial[];
  };
  /** Stores a brought backbone; from then on it's used like the others. */
  addBackbone: {
    request: { readonly files: BackboneSource<Blob>; readonly wanted: OwnBackbone };
    event: StepEvent;
    result: BackboneCard;
  };
  /** Marks a brought backbone as removed, or takes that back; it's gone when the page is next opened. */
  removeBackbone: { request: { readonly id: string; readonly removed: boolean }; event: never; result: null };
}

import type { Ensemble, EnsembleMember, EnsembleMethod } from '../../core/prediction/ensemble.ts';

/** What the model says of the latest picture shown to it. */
export interface PredictionView {
  /** Who answered. */
  readonly members: readonly EnsembleMember[];
  /** Most probable first, five at most. */
  readonly top: readonly { readonly label: number; readonly probability: number }[];
  /** By member: how much it looks like one of the classes; below the threshold of the run's rule it is none of them. Null: can't be told. */
  readonly scores: readonly (number | null)[];
  readonly milliseconds: number;
}

export interface PredictionSlice {
  readonly prediction: PredictionView | null;
  readonly predicting: boolean;
  /** A call while one runs replaces the waiting one, so that a camera never queues up. An ImageBitmap is taken over and closed. */
  predict(image: Blob | ImageBitmap): Promise<void>;
  clearPrediction(): void;
  /** Over how many seconds a camera's answers are averaged (core/prediction/smoothing.ts); 0: each frame by itself. */
  readonly smoothing: number;
  setSmoothing(seconds: number): void;
  /**
   * Changes when a run calls a picture none of its classes.
   * @param keeps share of the validation photos that must pass, 0…1; null: it never does
   */
  setUnknown(runId: string, keeps: number | null): Promise<void>;
}

/** Runs that answer together. */
export interface EnsembleSlice {
  /** Newest first. */
  readonly ensembles: readonly Ensemble[];
  /** The ensemble that Use answers with; null: the current run. */
  readonly currentEnsembleId: string | null;
  /** Keeps an ensemble, and lets it answer. */
  addEnsemble(made: Pick<Ensemble, 'members'> & { readonly method: EnsembleMethod }): void;
  chooseEnsemble(id: string | null): void;
  nameEnsemble(id: string, name: string): void;
  /** Can be undone. */
  deleteEnsemble(id: string): void;
}

/** The photos that a run was trained with, compact: how a later data set differs can be told from it. */
export interface DatasetVersion {
  /** Hex; the same for the same pictures with the same classes and splits. */
  readonly fingerprint: string;
  /** Of each photo that was in a split: the first 8 bytes of its picture's hash. Two values a photo. */
  readonly pictures: Uint32Array;
  /** Index into the run's classes. */
  readonly labels: Uint16Array;
  /** 0 train, 1 validation, 2 test. */
  readonly splits: Uint8Array;
}

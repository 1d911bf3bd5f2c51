/** A training photo and how near it is in feature space. */
export interface Neighbour {
  readonly sampleId: string;
  /** Cosine of the two feature vectors, −1…1. */
  readonly similarity: number;
}

/** Photos that show nearly the same: a webcam's burst, a crop, another encoding. */
export interface DuplicateGroup {
  /** Of the samples, in the order of the data set; two at least. */
  readonly ids: readonly string[];
  /** The least similarity by which one of them belongs to the group: cosine of features, 0…1. */
  readonly similarity: number;
}

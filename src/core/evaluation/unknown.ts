/** softmax: the largest probability; energy: ln Σ exp(logits); distance: to what was trained on, in feature space. */
export type UnknownScore = 'softmax' | 'energy' | 'distance';

/** When a picture is none of a run's classes. */
export interface UnknownRule {
  readonly score: UnknownScore;
  /** A picture whose score is below it is none of the classes. */
  readonly threshold: number;
  /** Share of the validation photos that the rule takes for one of the classes. */
  readonly keeps: number;
}

/** Of rows that were judged: sums, from which means are taken. */
export interface Judgement {
  readonly count: number;
  /** Cross-entropy, nats. */
  readonly loss: number;
  readonly correct: number;
}

export const nothingJudged: Judgement = { count: 0, loss: 0, correct: 0 };

/**
 * Judges logits against labels.
 * @param logits [classes, rows]
 * @param rows which ones
 * @param before sums of others, gone on with
 * @param each takes each judged row's loss
 */
export function judge(
  logits: Float32Array,
  labels: Int32Array,
  rows: readonly number[],
  before: Judgement = nothingJudged,
  each: Float32Array | null = null,
): Judgement {
  const stride = labels.length;
  let { loss, correct } = before;
  for (const i of rows) {
    const own = logits[labels[i]! * stride + i]!;
    let largest = Number.NEGATIVE_INFINITY;
    let likeliest = 0;
    for (let at = i; at < logits.length; at += stride) {
      const value = logits[at]!;
      if (value > largest) {
        largest = value;
        likeliest = at;
      }
    }
    let sum = 0;
    for (let at = i; at < logits.length; at += stride) sum += Math.exp(logits[at]! - largest);
    const rowLoss = Math.log(sum) - (own - largest);
    loss += rowLoss;
    if (each) each[i] = rowLoss;
    if (likeliest === labels[i]! * stride + i) correct++;
  }
  return { count: before.count + rows.length, loss, correct };
}

/** Rows of a problem with their labels. */
export interface Labelled {
  /** Of each row, 0…classes − 1. */
  readonly labels: Int32Array;
  /** Of each row; one of weight 0 isn't looked at. */
  readonly weights: Float32Array;
  readonly classes: number;
}

/** Of the weighted cross-entropy at a point of a line. */
export interface Along {
  /** Sum over rows of weight · cross-entropy, nats. */
  readonly loss: number;
  /** Its first and second derivative along the line. */
  readonly slope: number;
  readonly bend: number;
  /** Sum of the weights of rows whose largest logit is their label's. */
  readonly correct: number;
}

/**
 * The loss of logits + step · change, and its gradient with respect to the logits: weight · (softmax − one-hot). It costs
 * no product with the features, so a line can be searched closely.
 * @param logits, change [classes, rows]
 * @param errors the same shape, written; rows of weight 0 are left as they are
 */
export function lossAlong(
  { labels, weights, classes }: Labelled,
  logits: Float32Array,
  change: Float32Array,
  step: number,
  errors: Float32Array,
): Along {
  const rows = labels.length;
  const row = new Float64Array(classes);
  let loss = 0;
  let slope = 0;
  let bend = 0;
  let correct = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    const label = labels[i]!;
    let largest = Number.NEGATIVE_INFINITY;
    let likeliest = 0;
    for (let c = 0, at = i; c < classes; c++, at += rows) {
      const value = logits[at]! + step * change[at]!;
      row[c] = value;
      if (value > largest) {
        largest = value;
        likeliest = c;
      }
    }
    const own = row[label]! - largest;
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const value = Math.exp(row[c]! - largest);
      row[c] = value;
      sum += value;
    }
    let mean = 0;
    let square = 0;
    for (let c = 0, at = i; c < classes; c++, at += rows) {
      const probability = row[c]! / sum;
      const moved = change[at]!;
      mean += probability * moved;
      square += probability * moved * moved;
      errors[at] = weight * probability;
    }
    const at = label * rows + i;
    errors[at]! -= weight;
    loss += weight * (Math.log(sum) - own);
    slope += weight * (mean - change[at]!);
    bend += weight * (square - mean * mean);
    if (likeliest === label) correct += weight;
  }
  return { loss, slope, bend, correct };
}

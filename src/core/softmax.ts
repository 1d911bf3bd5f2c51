/**
 * exp(logit / temperature), scaled to sum to 1; shifted by the largest logit, so that nothing overflows.
 * @param temperature above 1 makes the answer more cautious, below 1 surer; the order stays
 */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const largest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const exponentials = logits.map((logit) => Math.exp((logit - largest) / temperature));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

/**
 * The softmax of each row.
 * @param logits rows · classes values
 */
export function softmaxRows(logits: Float32Array, classes: number): Float32Array {
  const all = new Float32Array(logits.length);
  for (let at = 0; at < logits.length; at += classes) all.set(softmax(logits.subarray(at, at + classes)), at);
  return all;
}

/** ln Σ exp(logit): minus the energy of Liu et al. 2020. */
export function logSumExp(logits: Float32Array): number {
  const largest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}

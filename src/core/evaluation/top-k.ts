import type { Prediction } from './evaluation.ts';

/** `rank`: of answers, which know it. */
type Ranked = Pick<Prediction, 'label' | 'logits'> & { readonly rank?: number };

/**
 * For how many photos the label is among the k classes that the model finds likeliest. Of equals the first comes first,
 * as in `predicted`, so that k = 1 counts what accuracy counts (scikit-learn's `top_k_accuracy_score` lets the last win).
 * @param k at least 1; from the number of classes on, all photos count
 */
export function topKCount(predictions: readonly Ranked[], k: number): number {
  return predictions.filter(({ label, logits, rank }) => (rank ?? rankOf(label, logits)) < k).length;
}

/** How many classes the model finds likelier than `label`: 0 where it is the answer. */
export function rankOf(label: number, logits: Float32Array): number {
  const own = logits[label] ?? Number.NEGATIVE_INFINITY;
  let before = 0;
  for (let i = 0; i < logits.length; i++) {
    const other = logits[i] ?? Number.NEGATIVE_INFINITY;
    if (other > own || (other === own && i < label)) before += 1;
  }
  return before;
}

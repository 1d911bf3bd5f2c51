/** Scores of the photos of a class and of the others. */
export interface ClassAgainstRest {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** One class against the rest: photos labelled with it are the positive ones, its probability is the score. */
export function againstRest(
  answers: readonly { readonly label: number; readonly probabilities: Float32Array }[],
  classIndex: number,
): ClassAgainstRest {
  const positives = new Float64Array(answers.length);
  const negatives = new Float64Array(answers.length);
  let own = 0;
  let others = 0;
  for (const { label, probabilities } of answers) {
    const score = probabilities[classIndex] ?? 0;
    if (label === classIndex) positives[own++] = score;
    else negatives[others++] = score;
  }
  return { positives: positives.subarray(0, own), negatives: negatives.subarray(0, others) };
}

/** One point of a curve. All but the threshold are shares, 0…1. */
export interface CurvePoint {
  /** Infinity: nothing is called positive. */
  readonly threshold: number;
  /** Of the positive photos, those called so: the true-positive rate. */
  readonly recall: number;
  /** Of those called positive, the positive ones; 1 where nothing is called so. */
  readonly precision: number;
  /** Of the negative photos, those called positive. */
  readonly falsePositiveRate: number;
}

/**
 * The points of the ROC and precision-recall curves: what is found by calling every photo positive whose score is at
 * least a threshold, from one that nothing reaches down through all distinct scores (scikit-learn's `roc_curve` with
 * `drop_intermediate=False`, and `precision_recall_curve` from its end). Shares of no photos are 0.
 */
export function curvePoints({ positives, negatives }: ClassAgainstRest): readonly CurvePoint[] {
  const own = positives.slice().sort().reverse();
  const others = negatives.slice().sort().reverse();
  const share = (count: number, total: number) => (total === 0 ? 0 : count / total);
  const points: CurvePoint[] = [
    { threshold: Number.POSITIVE_INFINITY, recall: 0, precision: 1, falsePositiveRate: 0 },
  ];
  let found = 0;
  let alarms = 0;
  while (found + alarms < own.length + others.length) {
    const threshold = Math.max(
      own[found] ?? Number.NEGATIVE_INFINITY,
      others[alarms] ?? Number.NEGATIVE_INFINITY,
    );
    while (own[found] === threshold) found += 1;
    while (others[alarms] === threshold) alarms += 1;
    points.push({
      threshold,
      recall: share(found, own.length),
      precision: share(found, found + alarms),
      falsePositiveRate: share(alarms, others.length),
    });
  }
  return points;
}

/** The point of a threshold: that of the lowest score which is at least as high. `points` as from `curvePoints`. */
export function pointAt(points: readonly CurvePoint[], threshold: number): CurvePoint | undefined {
  return points.findLast((point) => point.threshold >= threshold);
}

/**
 * Average precision: Σ (R_n − R_{n−1}) P_n over the thresholds, without interpolation (scikit-learn's
 * `average_precision_score`). Null where there is no positive photo; scikit-learn gives 0 there, with a warning.
 *
 * Only thresholds that find a positive photo add to the sum, so the negative ones need no sorting: each is placed among
 * the few positive ones. With a hundred classes that is what keeps the page responsive.
 */
export function averagePrecision({ positives, negatives }: ClassAgainstRest): number | null {
  const found = positives.slice().sort().reverse();
  const alarms = new Float64Array(found.length + 1);
  for (const score of negatives) {
    const place = firstAtMost(found, score);
    alarms[place] = (alarms[place] ?? 0) + 1;
  }
  let sum = 0;
  let above = 0;
  for (let i = 0; i < found.length; ) {
    let next = i;
    for (; next < found.length && found[next] === found[i]; next++) above += alarms[next] ?? 0;
    sum += ((next - i) * next) / (next + above);
    i = next;
  }
  return found.length === 0 ? null : sum / found.length;
}

/** The first index of a value that is at most `limit`; the length where there is none. @param values falling */
function firstAtMost(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? limit) <= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Area under the ROC curve by trapezoids (scikit-learn's `roc_auc_score`): how likely a positive photo scores above a
 * negative one, equal scores counted half. Null unless there are photos of both kinds.
 * @param points from `curvePoints`
 */
export function rocArea(points: readonly CurvePoint[]): number | null {
  const last = points.at(-1);
  if (last?.recall !== 1 || last.falsePositiveRate !== 1) return null;
  let area = 0;
  let before = points[0] ?? last;
  for (const point of points) {
    area += ((point.falsePositiveRate - before.falsePositiveRate) * (point.recall + before.recall)) / 2;
    before = point;
  }
  return area;
}

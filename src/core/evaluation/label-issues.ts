import { softmax } from '../softmax.ts';
import { argmax } from '../training/metrics.ts';
import type { Prediction } from './evaluation.ts';

/** What a model that has not seen a photo says of its label. */
export interface LabelIssue {
  readonly sampleId: string;
  /** The label that it has. */
  readonly given: number;
  /** The most probable of the other classes. */
  readonly suggested: number;
  /** Probability of the given class: the paper's self-confidence. */
  readonly confidence: number;
  /** Probability of the suggested class. */
  readonly suggestedConfidence: number;
  /** Whether the photo is counted as wrong by the confident joint. */
  readonly confident: boolean;
}

export interface LabelIssues {
  /** How many labels are probably wrong: n · Σ of the joint distribution off its diagonal. */
  readonly estimate: number;
  /** Photos that were looked at. */
  readonly total: number;
  /** Those whose label the models doubt, the most doubtful first. */
  readonly suspects: readonly LabelIssue[];
}

/** selfConfidence: by the probability of the label; margin: by how far another class is ahead of it. */
export type LabelRanking = 'selfConfidence' | 'margin';

type Labelled = Pick<Prediction, 'label'> & { readonly probabilities: Float32Array };

/** Probabilities that are looked at in one go: a few milliseconds. */
const AT_ONCE = 200_000;

/**
 * Finds labels that are probably wrong by confident learning (Northcutt, Jiang & Chuang 2021, doi:10.1613/jair.1.12125).
 * A photo is a suspect where its label is not the answer, or where it counts as another class in the confident joint. In
 * parts: of 4,000 photos and 2,000 classes it takes a second.
 * @param outOfFold of models that did not learn from the photo that they judge
 */
export function* labelIssuesInParts(
  outOfFold: readonly Prediction[],
  classes: number,
  ranking: LabelRanking = 'selfConfidence',
): Generator<undefined, LabelIssues> {
  const step = Math.ceil(AT_ONCE / Math.max(1, classes));
  const photos: Labelled[] = [];
  for (const [i, { label, logits }] of outOfFold.entries()) {
    if (i % step === step - 1) yield;
    photos.push({ label, probabilities: softmax(logits) });
  }
  const thresholds = classThresholds(photos, classes);
  const counted: Counted[] = [];
  const issues: LabelIssue[] = [];
  for (const [i, { sampleId, label }] of outOfFold.entries()) {
    if (i % step === step - 1) yield;
    const probabilities = photos[i]?.probabilities ?? new Float32Array(classes);
    const suggested = largestOther(probabilities, label);
    const confident = confidentClass(probabilities, thresholds);
    counted.push({ label, counted: confident });
    issues.push({
      sampleId,
      given: label,
      suggested,
      confidence: probabilities[label] ?? 0,
      suggestedConfidence: probabilities[suggested] ?? 0,
      confident: confident !== null && confident !== label,
    });
  }
  const labels = new Array<number>(classes).fill(0);
  for (const { label } of photos) labels[label] = (labels[label] ?? 0) + 1;
  return {
    estimate: photos.length * wrongShare(jointDistribution(confidentJoint(counted, classes), labels)),
    total: photos.length,
    suspects: rankIssues(issues, ranking).filter(
      (issue) => issue.confident || issue.confidence < issue.suggestedConfidence,
    ),
  };
}

/** The same in one go. */
export function findLabelIssues(...of: Parameters<typeof labelIssuesInParts>): LabelIssues {
  const parts = labelIssuesInParts(...of);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
}

/** The most doubtful first; of equals in the order in which they came. */
export function rankIssues(issues: readonly LabelIssue[], ranking: LabelRanking): readonly LabelIssue[] {
  // cleanlab scales the margin to 0…1, which leaves the order as it is.
  const score = ({ confidence, suggestedConfidence }: LabelIssue) =>
    ranking === 'margin' ? confidence - suggestedConfidence : confidence;
  return issues.toSorted((a, b) => score(a) - score(b));
}

/**
 * t of each class: the mean probability of the class over the photos that have its label; infinite without any. Unlike
 * the paper's it is not below guessing: a class whose own photos are hardly ever taken for it would count nearly all.
 */
export function classThresholds(photos: readonly Labelled[], classes: number): Float64Array {
  const sums = new Float64Array(classes);
  const counts = new Float64Array(classes);
  for (const { label, probabilities } of photos) {
    sums[label] = (sums[label] ?? 0) + (probabilities[label] ?? 0);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return sums.map((sum, label) => {
    const count = counts[label] ?? 0;
    return count > 0 ? Math.max(1 / classes, sum / count) : Number.POSITIVE_INFINITY;
  });
}

/** Rounding must not put a photo below the mean of its equals (cleanlab allows as much). */
const ROUNDING = 1e-6;

/** The most probable of the classes whose threshold a photo reaches; null: it reaches none. */
export function confidentClass(probabilities: Float32Array, thresholds: Float64Array): number | null {
  let best: number | null = null;
  for (let label = 0; label < probabilities.length; label++) {
    const probability = probabilities[label] ?? 0;
    const reached = probability >= (thresholds[label] ?? Number.POSITIVE_INFINITY) - ROUNDING;
    if (reached && (best === null || probability > (probabilities[best] ?? 0))) best = label;
  }
  return best;
}

/** A photo's label and the class that it confidently is, if any. */
interface Counted {
  readonly label: number;
  readonly counted: number | null;
}

/** Values by label and class; only those that are not 0 are there. */
type Joint = readonly ReadonlyMap<number, number>[];

/**
 * The confident joint C: photos by label (rows) and by the class that they confidently are (columns). Photos that
 * reach no threshold are in none.
 */
export function confidentJoint(photos: readonly Counted[], classes: number): Joint {
  const joint = Array.from({ length: classes }, () => new Map<number, number>());
  for (const { label, counted } of photos)
    if (counted !== null) joint[label]?.set(counted, (joint[label].get(counted) ?? 0) + 1);
  return joint;
}

/**
 * The joint distribution Q of labels and true classes: each row of the confident joint scaled to its label's share of
 * all photos (the paper's equation 3). A label of which no photo is confident counts as right.
 * @param labels how many photos have each label
 * @returns sums to 1
 */
export function jointDistribution(joint: Joint, labels: readonly number[]): Joint {
  const total = labels.reduce((sum, count) => sum + count, 0);
  return joint.map((row, label) => {
    const share = total > 0 ? (labels[label] ?? 0) / total : 0;
    const confident = [...row.values()].reduce((sum, count) => sum + count, 0);
    if (confident === 0) return new Map([[label, share]]);
    return new Map([...row].map(([other, count]) => [other, (count / confident) * share]));
  });
}

function wrongShare(distribution: Joint): number {
  let sum = 0;
  distribution.forEach((row, label) => {
    for (const [other, share] of row) if (other !== label) sum += share;
  });
  return sum;
}

function largestOther(probabilities: Float32Array, label: number): number {
  const others = probabilities.slice();
  others[label] = -1;
  return argmax(others);
}

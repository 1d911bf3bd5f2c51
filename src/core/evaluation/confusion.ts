import type { Prediction } from './evaluation.ts';

/** Only what has photos is there: of 2,000 classes a table of all pairs would have four million cells. */
export interface ConfusionMatrix {
  /** Of each label the answers that were given, with how many photos got them, by the answer; as many as the run has classes. */
  readonly rows: readonly ReadonlyMap<number, number>[];
  /** Photos with each label. */
  readonly labelled: readonly number[];
  readonly correct: number;
  readonly total: number;
}

/** One kind of answer: how many photos of `label` were taken for `predicted`. */
export interface ConfusionCell {
  readonly label: number;
  readonly predicted: number;
  readonly count: number;
}

/**
 * Counts the predictions by label (rows) and answer (columns).
 * Predictions of a class outside 0…classCount−1 are left out.
 */
export function confusionMatrix(
  predictions: readonly Pick<Prediction, 'label' | 'predicted'>[],
  classCount: number,
): ConfusionMatrix {
  const rows = Array.from({ length: classCount }, () => new Map<number, number>());
  const labelled = new Array<number>(classCount).fill(0);
  let correct = 0;
  let total = 0;
  for (const { label, predicted } of predictions) {
    const row = rows[label];
    if (row === undefined || predicted < 0 || predicted >= classCount) continue;
    row.set(predicted, (row.get(predicted) ?? 0) + 1);
    labelled[label] = (labelled[label] ?? 0) + 1;
    total += 1;
    if (label === predicted) correct += 1;
  }
  return { rows, labelled, correct, total };
}

/** How many photos of a label were taken for a class. */
export const cellCount = ({ rows }: ConfusionMatrix, label: number, predicted: number): number =>
  rows[label]?.get(predicted) ?? 0;

/** The cells with photos in them, row by row. At most as many as there are photos, however many classes. */
export function filledCells(matrix: ConfusionMatrix): readonly ConfusionCell[] {
  return matrix.rows.flatMap((row, label) =>
    [...row]
      .map(([predicted, count]) => ({ label, predicted, count }))
      .sort((a, b) => a.predicted - b.predicted),
  );
}

/** What was mixed up, most often first. */
export function confusions(matrix: ConfusionMatrix): readonly ConfusionCell[] {
  return filledCells(matrix)
    .filter((cell) => cell.label !== cell.predicted)
    .sort((a, b) => b.count - a.count);
}

/**
 * The rows and columns of some classes, in this order: row and column i are those of class `classes[i]`. Answers of the
 * other classes are left out, the photos that got them stay counted under their labels.
 */
export function partOf(matrix: ConfusionMatrix, classes: readonly number[]): ConfusionMatrix {
  const places = new Map(classes.map((label, i) => [label, i]));
  return {
    ...matrix,
    rows: classes.map((label) => {
      const row = new Map<number, number>();
      for (const [predicted, count] of matrix.rows[label] ?? []) {
        const place = places.get(predicted);
        if (place !== undefined) row.set(place, count);
      }
      return row;
    }),
    labelled: classes.map((label) => matrix.labelled[label] ?? 0),
  };
}

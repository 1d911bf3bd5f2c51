import type { Prediction } from './evaluation.ts';

/** `counts[label][predicted]` is the number of photos; as many rows and columns as the run has classes. */
export interface ConfusionMatrix {
  readonly counts: readonly (readonly number[])[];
  /** Photos with each label: the sums of the rows. */
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
export function confusionMatrix(predictions: readonly Prediction[], classCount: number): ConfusionMatrix {
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  let correct = 0;
  let total = 0;
  for (const { label, predicted } of predictions) {
    const row = counts[label];
    const before = row?.[predicted];
    if (row === undefined || before === undefined) continue;
    row[predicted] = before + 1;
    total += 1;
    if (label === predicted) correct += 1;
  }
  return {
    counts,
    labelled: counts.map((row) => row.reduce((sum, count) => sum + count, 0)),
    correct,
    total,
  };
}

/** The cells with photos in them, row by row. At most as many as there are photos, however many classes. */
export function filledCells(matrix: ConfusionMatrix): readonly ConfusionCell[] {
  const cells: ConfusionCell[] = [];
  matrix.counts.forEach((row, label) => {
    row.forEach((count, predicted) => {
      if (count > 0) cells.push({ label, predicted, count });
    });
  });
  return cells;
}

/** What was mixed up, most often first. */
export function confusions(matrix: ConfusionMatrix): readonly ConfusionCell[] {
  return filledCells(matrix)
    .filter((cell) => cell.label !== cell.predicted)
    .sort((a, b) => b.count - a.count);
}

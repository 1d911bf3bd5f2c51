import { familiarityOf, fitKnownFeatures } from '../../../src/core/evaluation/known-features.ts';
import { logSumExp, softmax } from '../../../src/core/softmax.ts';
import { standardisationOf, standardiseRow } from '../../../src/core/training/standardise.ts';
import type { Pictures } from '../feature-set.ts';

/** The more a picture looks like one of the classes, the higher. */
export type Score = (features: Float32Array, logits: Float32Array) => number;

/**
 * What is compared.
 * @param train what the head was trained on
 * @param temperature of the head, fitted on validation photos
 */
export function scoresFor(
  train: Pictures,
  classes: number,
  temperature: number,
): Readonly<Record<string, Score>> {
  const scale = standardisationOf(train.rows);
  const standard = (row: Float32Array): Float32Array => {
    const out = new Float32Array(row.length + 1);
    standardiseRow(row, scale, out, 0);
    return out.subarray(0, row.length);
  };
  const rows = train.rows.map(standard);
  const unit = rows.map(normalised);
  const means = Array.from({ length: classes }, (_, c) =>
    meanOf(rows.filter((_row, i) => train.labels[i] === c)),
  );
  const known = fitKnownFeatures(train.rows, train.labels, classes);
  return {
    // Hendrycks & Gimpel 2017.
    'largest softmax': (_, logits) => Math.max(...softmax(logits, temperature)),
    // Hendrycks et al. 2022.
    'largest logit': (_, logits) => Math.max(...logits),
    // Liu et al. 2020.
    energy: (_, logits) => logSumExp(logits),
    'nearest class mean': (features) => {
      const x = standard(features);
      return -Math.min(
        ...means.map((mean) => x.reduce((sum, value, j) => sum + (value - (mean[j] ?? 0)) ** 2, 0)),
      );
    },
    // Sun et al. 2022, with one neighbour.
    'nearest photo, cosine': (features) => {
      const x = normalised(standard(features));
      return Math.max(...unit.map((row) => row.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0)));
    },
    'relative Mahalanobis': (features) => familiarityOf(known, features),
  };
}

function meanOf(rows: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(rows[0]?.length ?? 0);
  for (const row of rows)
    for (let j = 0; j < mean.length; j++) mean[j] = (mean[j] ?? 0) + (row[j] ?? 0) / rows.length;
  return mean;
}

function normalised(row: Float32Array): Float32Array {
  const length = Math.hypot(...row) || 1;
  return row.map((value) => value / length);
}

import type { Standardisation } from '../standardise.ts';

/**
 * Mean and spread of a depth's columns, gathered a row at a time. Sums are of differences from the first row, in 64 bits:
 * with those of the values themselves the spread of a column far from 0 would drown.
 */
export class ColumnSums {
  readonly #first: Float32Array;
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;
  #rows = 0;

  constructor(columns: number) {
    this.#first = new Float32Array(columns);
    this.#sum = new Float64Array(columns);
    this.#squares = new Float64Array(columns);
  }

  /** @param row raw features */
  add(row: Float32Array): void {
    if (this.#rows++ === 0) this.#first.set(row);
    for (let j = 0; j < row.length; j++) {
      const difference = row[j]! - this.#first[j]!;
      this.#sum[j]! += difference;
      this.#squares[j]! += difference * difference;
    }
  }

  /**
   * What standardises the depth and divides it by √columns: a row's squared length is 1 in the mean, however many
   * columns there are, and a penalty means the same for each depth. A column that never changes is left out and not
   * counted.
   */
  scale(): Standardisation {
    const columns = this.#sum.length;
    const mean = new Float32Array(columns);
    const inverseDeviation = new Float32Array(columns);
    let changing = 0;
    for (let j = 0; j < columns; j++) {
      const shift = this.#sum[j]! / this.#rows;
      mean[j] = this.#first[j]! + shift;
      const deviation = Math.sqrt(Math.max(0, this.#squares[j]! / this.#rows - shift * shift));
      // Below float32's resolution of the mean it is rounding, not variation.
      if (!(deviation > 1e-6 * Math.max(1, Math.abs(mean[j]!)))) continue;
      inverseDeviation[j] = 1 / deviation;
      changing++;
    }
    for (let j = 0; j < columns; j++) inverseDeviation[j]! /= Math.sqrt(changing || 1);
    return { mean, inverseDeviation };
  }
}

/** Of several depths read side by side: a row's squared length stays 1 in the mean. */
export function sideBySide(depths: readonly Standardisation[]): Standardisation {
  const columns = depths.reduce((sum, { mean }) => sum + mean.length, 0);
  const mean = new Float32Array(columns);
  const inverseDeviation = new Float32Array(columns);
  let at = 0;
  for (const depth of depths) {
    mean.set(depth.mean, at);
    inverseDeviation.set(
      depth.inverseDeviation.map((value) => value / Math.sqrt(depths.length)),
      at,
    );
    at += depth.mean.length;
  }
  return { mean, inverseDeviation };
}

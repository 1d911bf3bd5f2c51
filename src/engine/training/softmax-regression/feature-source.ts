import { ColumnSums } from '../../../core/training/softmax-regression/depth-scale.ts';
import type { Standardisation } from '../../../core/training/standardise.ts';
import type { Pace } from '../pace.ts';

/** Raw features of rows at several depths of a network. */
export interface FeatureSource {
  readonly count: number;
  readonly depths: readonly {
    readonly name: string;
    /** Columns. */
    readonly features: number;
  }[];
  /** Writes a row's raw features at a depth. */
  row(row: number, depth: number, into: Float32Array, at: number): void;
}

/** Some rows of a source, in the order in which they are named. */
export const someRows = (source: FeatureSource, rows: ArrayLike<number>): FeatureSource => ({
  count: rows.length,
  depths: source.depths,
  row: (row, depth, into, at) => source.row(rows[row] ?? 0, depth, into, at),
});

/** Depths side by side, with what standardises their columns. */
export interface Reading {
  readonly source: FeatureSource;
  /** Indices of the source's depths. */
  readonly depths: readonly number[];
  /** Of all columns. */
  readonly scale: Standardisation;
}

/** Columns of a depth; 0 where there is no such. */
export const columnsOf = (source: FeatureSource, depth: number): number =>
  source.depths[depth]?.features ?? 0;

/** What standardises one depth, over all rows of the source. */
export async function scaleOfDepth(
  source: FeatureSource,
  depth: number,
  pace: Pace,
): Promise<Standardisation> {
  const row = new Float32Array(columnsOf(source, depth));
  const sums = new ColumnSums(row.length);
  for (let i = 0; i < source.count; i++) {
    source.row(i, depth, row, 0);
    sums.add(row);
    if (i % 64 === 0) await pace.between();
  }
  return sums.scale();
}

/**
 * Standardised rows from…to − 1, [to − from, columns].
 * @param room written and returned, as much of it as is needed: a fresh array of this size takes as long as the rest
 */
export function readRows(
  { source, depths, scale }: Reading,
  from: number,
  to: number,
  room = new Float32Array((to - from) * scale.mean.length),
): Float32Array {
  const { mean, inverseDeviation } = scale;
  const columns = mean.length;
  const rows = room.subarray(0, (to - from) * columns);
  for (let i = from, start = 0; i < to; i++, start += columns) {
    let at = start;
    for (const depth of depths) {
      source.row(i, depth, rows, at);
      at += columnsOf(source, depth);
    }
    for (let j = 0; j < columns; j++)
      rows[start + j] = ((rows[start + j] ?? 0) - (mean[j] ?? 0)) * (inverseDeviation[j] ?? 0);
  }
  return rows;
}

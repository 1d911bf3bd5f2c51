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
  /**
   * Writes them standardised, where the source can do so in one walk.
   * @param scale of the columns that are written: the depth's, and those of depths that come right after it
   */
  standardised?(row: number, depth: number, scale: Standardisation, into: Float32Array, at: number): void;
}

/** Some rows of a source, in the order in which they are named. */
export function someRows(source: FeatureSource, rows: ArrayLike<number>): FeatureSource {
  const { standardised } = source;
  return {
    count: rows.length,
    depths: source.depths,
    row: (row, depth, into, at) => source.row(rows[row]!, depth, into, at),
    ...(standardised && {
      standardised: (row, depth, scale, into, at) => standardised(rows[row]!, depth, scale, into, at),
    }),
  };
}

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
  const columns = scale.mean.length;
  const rows = room.subarray(0, (to - from) * columns);
  let start = 0;
  for (const run of runsOf(depths)) {
    const end = start + run.reduce((sum, depth) => sum + columnsOf(source, depth), 0);
    const own = {
      mean: scale.mean.subarray(start, end),
      inverseDeviation: scale.inverseDeviation.subarray(start, end),
    };
    for (let i = from, at = start; i < to; i++, at += columns)
      if (source.standardised) source.standardised(i, run[0]!, own, rows, at);
      else {
        let next = at;
        for (const depth of run) {
          source.row(i, depth, rows, next);
          next += columnsOf(source, depth);
        }
        standardiseInPlace(rows.subarray(at, next), own);
      }
    start = end;
  }
  return rows;
}

/** Depths that come right after each other, together. */
function runsOf(depths: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const depth of depths) {
    const last = runs.at(-1);
    if (last?.at(-1) === depth - 1) last.push(depth);
    else runs.push([depth]);
  }
  return runs;
}

function standardiseInPlace(row: Float32Array, { mean, inverseDeviation }: Standardisation): void {
  for (let j = 0; j < row.length; j++) row[j] = (row[j]! - mean[j]!) * inverseDeviation[j]!;
}

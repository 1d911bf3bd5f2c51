import type { Columns } from '../backbone/read-depths.ts';
import { widenInto, widenScaled } from '../float16.ts';
import { FailureError } from '../project/failure.ts';

/** Features of views in half precision, those of some depths side by side: 10,000 photos of 2,880 values take 58 MB. */
export class FeatureRows {
  /** Values a view. */
  readonly length: number;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #halves: Uint16Array;

  /**
   * @param keys of the views, in the order of the rows
   * @param halves keys.length · length binary16 values
   */
  constructor(keys: readonly string[], halves: Uint16Array, length: number) {
    this.#rows = new Map(keys.map((key, i) => [key, i]));
    this.#halves = halves;
    this.length = length;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /** @throws FailureError 'not-found' for a view that is not there */
  rowOf(key: string): number {
    const row = this.#rows.get(key);
    if (row === undefined)
      throw new FailureError({
        code: 'not-found',
        what: 'The features of a photo are missing.',
        todo: 'Train again: they are made anew.',
      });
    return row;
  }

  /** @throws FailureError 'not-found' for a view that is not there */
  get(key: string): Float32Array {
    const values = new Float32Array(this.length);
    this.copy(this.rowOf(key), { from: 0, to: this.length }, values, 0);
    return values;
  }

  /**
   * Views one after another, each in the room of the one before: as arrays of their own 10,000 would take 115 MB.
   * @throws FailureError 'not-found' for a view that is not there
   */
  each(keys: readonly string[]): Iterable<Float32Array> {
    const values = new Float32Array(this.length);
    const read = (key: string) => {
      this.copy(this.rowOf(key), { from: 0, to: this.length }, values, 0);
      return values;
    };
    return {
      *[Symbol.iterator]() {
        for (const key of keys) yield read(key);
      },
    };
  }

  /** Writes some of a view's values, as numbers. */
  copy(row: number, columns: Columns, into: Float32Array, at: number): void {
    widenInto(this.#valuesOf(row, columns), into, at);
  }

  /** Writes them less an offset and times a factor each. */
  copyScaled(
    row: number,
    columns: Columns,
    offsets: Float32Array,
    factors: Float32Array,
    into: Float32Array,
    at: number,
  ): void {
    widenScaled(this.#valuesOf(row, columns), offsets, factors, into, at);
  }

  #valuesOf(row: number, { from, to }: Columns): Uint16Array {
    const start = row * this.length;
    return this.#halves.subarray(start + from, start + to);
  }
}

/** Points in a cell on average. */
const PER_CELL = 2;

/** Points of the plane sorted into a grid of cells, so that the nearest ones are found without looking at all. */
export class PointIndex {
  readonly #points: ArrayLike<number>;
  readonly #side: number;
  readonly #left: number;
  readonly #top: number;
  readonly #cell: number;
  /** Points of cell c are #order[#starts[c] … #starts[c + 1] − 1]. */
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  /** @param points x and y of each, one after another; they are not copied and must stay as they are */
  constructor(points: ArrayLike<number>) {
    this.#points = points;
    const count = points.length / 2;
    this.#side = Math.max(1, Math.ceil(Math.sqrt(count / PER_CELL)));
    let right = Number.NEGATIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    let left = Number.POSITIVE_INFINITY;
    let top = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const [x, y] = this.#at(i);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    this.#left = left;
    this.#top = top;
    this.#cell = Math.max(right - left, bottom - top, 1e-12) / this.#side;

    const cells = Uint32Array.from({ length: count }, (_, i) => this.#cellOf(...this.#at(i)));
    this.#starts = new Uint32Array(this.#side ** 2 + 1);
    for (const cell of cells) this.#starts[cell + 1]! += 1;
    for (let c = 1; c < this.#starts.length; c++) this.#starts[c]! += this.#starts[c - 1]!;
    this.#order = new Uint32Array(count);
    const next = this.#starts.slice();
    for (const [i, cell] of cells.entries()) {
      const at = next[cell]!;
      this.#order[at] = i;
      next[cell] = at + 1;
    }
  }

  /** The nearest points to a place, from the nearest; fewer where there are fewer. */
  nearest(x: number, y: number, count: number): number[] {
    const found: { readonly index: number; readonly squared: number }[] = [];
    const column = this.#line(x - this.#left);
    const row = this.#line(y - this.#top);
    for (let ring = 0; ring < this.#side; ring++) {
      // What has not been seen is at least as far away as the cells of the rings so far reach.
      const seen = (Math.max(0, ring - 1) * this.#cell) ** 2;
      if (found.length >= count && (found[count - 1]?.squared ?? 0) <= seen) break;
      this.#visitRing(column, row, ring, (index) => {
        const [px, py] = this.#at(index);
        const squared = (px - x) ** 2 + (py - y) ** 2;
        if (found.length >= count && squared >= (found[count - 1]?.squared ?? 0)) return;
        let at = found.length;
        while (at > 0 && (found[at - 1]?.squared ?? 0) > squared) at--;
        found.splice(at, 0, { index, squared });
        if (found.length > count) found.pop();
      });
    }
    return found.map(({ index }) => index);
  }

  /** The points of the cells that are `ring` cells away from one, sideways, upwards or aslant. */
  #visitRing(column: number, row: number, ring: number, visit: (index: number) => void): void {
    for (let r = Math.max(0, row - ring); r <= Math.min(this.#side - 1, row + ring); r++) {
      const step = Math.abs(r - row) === ring ? 1 : 2 * ring;
      for (let c = column - ring; c <= column + ring; c += step) {
        if (c < 0 || c >= this.#side) continue;
        const cell = r * this.#side + c;
        for (let at = this.#starts[cell]!; at < this.#starts[cell + 1]!; at++) visit(this.#order[at]!);
      }
    }
  }

  #at(index: number): readonly [number, number] {
    return [this.#points[2 * index]!, this.#points[2 * index + 1]!];
  }

  /** The column, or row, of a distance from the grid's edge; what lies outside belongs to the outermost. */
  #line(distance: number): number {
    return Math.max(0, Math.min(this.#side - 1, Math.floor(distance / this.#cell)));
  }

  #cellOf(x: number, y: number): number {
    return this.#line(y - this.#top) * this.#side + this.#line(x - this.#left);
  }
}

/** Pixels a side at which pictures are compared. */
export const LIKENESS_SIDE = 32;

/** A square picture's luminance, LIKENESS_SIDE² values 0…255, row by row. */
export type GreySquare = Uint8Array;

/** How a picture lies in another: its scale, and how far its middle is from the other's, in sides of the other. */
interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Points a side of the grid on which placements are tried, and on which the best one is refined and judged. */
const COARSE = 16;
const FINE = LIKENESS_SIDE;
/** A crop to four fifths, and the other way round; its middle is within an eighth of the picture's: two coarse points. */
const SCALES = [0.8, 0.86, 0.93, 1, 1.075, 1.16, 1.25];
const REACH = 2;
/** Where less than this share of the points lies in both pictures, they have too little in common to be compared. */
const LEAST_OVERLAP = 0.7;
/** Below this on the coarse grid no refining makes two pictures alike. */
const HOPELESS = 0.5;
const FIRST_STEP = 0.02;
const LAST_STEP = 0.002;
/** Blocks a side in which pictures must be alike too. */
const BLOCKS = 4;

/** A picture's values at the points of a square grid; −1 outside of it. */
interface Grid {
  readonly values: Float32Array;
  readonly side: number;
}

/** Pixels that a grid's points lie between along one side, and how far; −1: outside. */
function axis(
  points: number,
  margin: number,
  scale: number,
  shift: number,
): readonly [Int32Array, Float32Array] {
  const first = new Int32Array(points + 2 * margin);
  const share = new Float32Array(first.length);
  for (let i = 0; i < first.length; i++) {
    const place = (0.5 + shift + ((i - margin + 0.5) / points - 0.5) * scale) * LIKENESS_SIDE - 0.5;
    const pixel = Math.min(Math.max(Math.floor(place), 0), LIKENESS_SIDE - 2);
    first[i] = place < -0.5 || place > LIKENESS_SIDE - 0.5 ? -1 : pixel;
    share[i] = Math.min(Math.max(place - pixel, 0), 1);
  }
  return [first, share];
}

/** Reads a picture at `points` a side, and `margin` more around them, linearly between pixels. */
function gridOf(
  picture: GreySquare,
  points: number,
  { scale, x, y }: Placement = { scale: 1, x: 0, y: 0 },
  margin = 0,
): Grid {
  const [lefts, rights] = axis(points, margin, scale, x);
  const [tops, downs] = axis(points, margin, scale, y);
  const side = points + 2 * margin;
  const values = new Float32Array(side * side);
  for (let row = 0; row < side; row++) {
    const top = tops[row] ?? -1;
    const down = downs[row]!;
    for (let column = 0; column < side; column++) {
      const left = lefts[column] ?? -1;
      const right = rights[column]!;
      const at = top * LIKENESS_SIDE + left;
      const upper = picture[at]! * (1 - right) + picture[at + 1]! * right;
      const below = picture[at + LIKENESS_SIDE]! * (1 - right) + picture[at + LIKENESS_SIDE + 1]! * right;
      values[row * side + column] = top < 0 || left < 0 ? -1 : upper * (1 - down) + below * down;
    }
  }
  return { values, side };
}

/** Means, deviations and correlation (Pearson) of two grids' values. */
interface Agreement {
  readonly meanA: number;
  readonly meanB: number;
  readonly deviationA: number;
  readonly deviationB: number;
  readonly correlation: number;
}

/** @returns null where they overlap too little. `down`, `right`: the points of `b` that `a` begins at. */
function compare(a: Grid, b: Grid, down = 0, right = 0): Agreement | null {
  let count = 0;
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < a.side; row++)
    for (let column = 0; column < a.side; column++) {
      const q = b.values[(row + down) * b.side + column + right] ?? -1;
      if (q < 0) continue;
      const p = a.values[row * a.side + column]!;
      count++;
      sumA += p;
      sumB += q;
      sumAA += p * p;
      sumBB += q * q;
      sumAB += p * q;
    }
  if (count < LEAST_OVERLAP * a.values.length) return null;
  const [meanA, meanB] = [sumA / count, sumB / count];
  // A grey level of deviation at least: an even surface is like every other.
  const deviationA = Math.sqrt(Math.max(sumAA / count - meanA * meanA, 1));
  const deviationB = Math.sqrt(Math.max(sumBB / count - meanB * meanB, 1));
  const correlation = (sumAB / count - meanA * meanB) / (deviationA * deviationB);
  return { meanA, meanB, deviationA, deviationB, correlation };
}

/** About where a picture is most like another; null where it is nowhere. */
function roughPlacement(picture: GreySquare, other: GreySquare): Placement | null {
  const grid = gridOf(picture, COARSE);
  let best: Placement | null = null;
  let most = HOPELESS;
  for (const scale of SCALES) {
    const around = gridOf(other, COARSE, { scale, x: 0, y: 0 }, REACH);
    for (let down = 0; down <= 2 * REACH; down++)
      for (let right = 0; right <= 2 * REACH; right++) {
        const found = compare(grid, around, down, right);
        if (!found || found.correlation <= most) continue;
        const cell = scale / COARSE;
        best = { scale, x: (right - REACH) * cell, y: (down - REACH) * cell };
        most = found.correlation;
      }
  }
  return best;
}

/** Goes uphill from a placement, in ever smaller steps. */
function refined(grid: Grid, other: GreySquare, from: Placement): Placement {
  let best = from;
  let most = Number.NEGATIVE_INFINITY;
  const consider = (placement: Placement) => {
    const found = compare(grid, gridOf(other, FINE, placement));
    if (found && found.correlation > most) [best, most] = [placement, found.correlation];
  };
  consider(from);
  for (let step = FIRST_STEP; step > LAST_STEP; ) {
    const { scale, x, y } = best;
    for (const change of [-step, step]) {
      consider({ scale: scale * (1 + change), x, y });
      consider({ scale, x: x + change, y });
      consider({ scale, x, y: y + change });
    }
    if (best.scale === scale && best.x === x && best.y === y) step /= 2;
  }
  return best;
}

/** How alike two pictures are where they fit best. */
export interface Likeness {
  /** Correlation of their luminance, up to 1: brighter or fainter makes no difference. */
  readonly correlation: number;
  /** Mean square of what is left between them in the block where most is, each with deviation 1; 0: nothing. */
  readonly worstBlock: number;
}

/**
 * Compares two pictures by template matching (zero-mean normalised cross-correlation; Lewis 1995, "Fast Normalized
 * Cross-Correlation") over scales of 0.8 to 1.25 and shifts of an eighth of the side: a crop or another encoding of a
 * picture fits into it, another picture of a like thing does not.
 *
 * @returns null where nothing of one fits into the other
 */
export function likeness(a: GreySquare, b: GreySquare): Likeness | null {
  const rough = roughPlacement(a, b);
  if (rough === null) return null;
  const grid = gridOf(a, FINE);
  const other = gridOf(b, FINE, refined(grid, b, rough));
  const both = compare(grid, other);
  return both && { correlation: both.correlation, worstBlock: worstBlock(grid, other, both) };
}

function worstBlock(a: Grid, b: Grid, { meanA, meanB, deviationA, deviationB }: Agreement): number {
  const size = FINE / BLOCKS;
  let worst = 0;
  for (let block = 0; block < BLOCKS * BLOCKS; block++) {
    const corner = Math.floor(block / BLOCKS) * size * FINE + (block % BLOCKS) * size;
    let [sum, count] = [0, 0];
    for (let row = 0; row < size; row++)
      for (let at = corner + row * FINE; at < corner + row * FINE + size; at++) {
        const q = b.values[at] ?? -1;
        if (q < 0) continue;
        const left = (a.values[at]! - meanA) / deviationA - (q - meanB) / deviationB;
        sum += left * left;
        count++;
      }
    // Of a block that lies mostly outside nothing can be said.
    if (4 * count >= size * size) worst = Math.max(worst, sum / count);
  }
  return worst;
}

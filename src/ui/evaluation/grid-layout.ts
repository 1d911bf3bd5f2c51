/** Sizes of the confusion matrix, CSS pixels. */
export interface GridLayout {
  /** Side of a cell. */
  readonly cell: number;
  /** Width of the labels' column; 0 where there is no room for names. */
  readonly left: number;
  /** Height of the answers' row. */
  readonly head: number;
  /** Every how manieth class has its name written: 1 is each, 0 none. */
  readonly step: number;
}

const largest = 44;
const smallest = 4;
/** The least distance of two lines of text. */
const legible = 16;
/** The least side of a cell beside which every other or third name still helps. */
const thinned = 6;

/**
 * Fits `classes` rows and columns into a width, in whole pixels: with all names where a line of text fits beside a cell,
 * with some of them down to cells of 6, without below that, and scrolling below 4.
 * @param letters of the longest name: short ones leave more room to the cells
 */
export function gridLayout(width: number, classes: number, letters: number): GridLayout {
  const longest = 16 + 7 * letters;
  const left = Math.min(120, Math.max(72, Math.floor(width * 0.24)), longest);
  const named = Math.floor((width - left) / classes);
  if (named >= thinned)
    return {
      cell: Math.min(largest, named),
      left,
      head: Math.min(72, longest),
      step: Math.ceil(legible / named),
    };
  return { cell: Math.max(smallest, Math.floor(width / classes)), left: 0, head: 0, step: 0 };
}

/** Whether so many digits fit into a cell. */
export function fitsCell(cell: number, digits: number): boolean {
  return cell >= 4 + 7 * digits;
}

/** Sizes of the confusion matrix, CSS pixels. */
export interface GridLayout {
  /** Side of a cell. */
  readonly cell: number;
  /** Width of the labels' column; 0 where there is no room for names. */
  readonly left: number;
  /** Height of the answers' row. */
  readonly head: number;
  readonly names: boolean;
}

const largest = 44;
const smallest = 4;
/** The least side of a cell that a line of text fits beside. */
const legible = 16;

/** Fits `classes` rows and columns into a width: names as long as text fits beside a cell, whole pixels, scrolling below 4. */
export function gridLayout(width: number, classes: number): GridLayout {
  const left = Math.min(120, Math.max(72, Math.floor(width * 0.24)));
  const named = Math.floor((width - left) / classes);
  if (named >= legible) return { cell: Math.min(largest, named), left, head: 72, names: true };
  return { cell: Math.max(smallest, Math.floor(width / classes)), left: 0, head: 0, names: false };
}

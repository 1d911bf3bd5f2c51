import type { ClassLabel } from '../../core/dataset/dataset.ts';

/** Pixels. Thumbnails are 192 px, so a tile of at most 96 is crisp on a 2× screen. */
export const smallestTile = 76;
export const hairline = 1;
export const headHeight = 48;
const emptyHeight = 68;
const gapBelow = 12;
/** What is rendered outside of the view on either side, so that scrolling meets pictures. */
const overscan = 240;

/** Where a class lies in the scrolled list, pixels from its top. */
export interface ClassPlace {
  readonly label: ClassLabel;
  readonly top: number;
  readonly height: number;
  readonly rows: number;
  /** How many photos it shows; fewer than it has where it is folded. */
  readonly shown: number;
  readonly folded: boolean;
}

export interface ClassLayout {
  readonly columns: number;
  /** Side of a thumbnail. */
  readonly tile: number;
  readonly height: number;
  readonly places: readonly ClassPlace[];
}

/** Rows that a folded class shows: few classes leave room for more of each. */
const foldedRows = (classes: number) => (classes <= 2 ? 4 : classes <= 4 ? 2 : 1);

/** The whole list's geometry from its width; `total` tells a class's number of photos. */
export function layoutClasses(
  classes: readonly ClassLabel[],
  total: (classId: string) => number,
  unfolded: ReadonlySet<string>,
  width: number,
): ClassLayout {
  const columns = Math.max(3, Math.floor((width + hairline) / (smallestTile + hairline)));
  const tile = (width - (columns - 1) * hairline) / columns;
  let top = 0;
  const places = classes.map((label) => {
    const count = total(label.id);
    const most = foldedRows(classes.length) * columns;
    const folded = count > most && !unfolded.has(label.id);
    const rows = Math.ceil((folded ? most : count) / columns);
    const content = rows === 0 ? emptyHeight : rows * (tile + hairline) - hairline;
    // The last tile of a folded class tells how many more there are.
    const place = {
      label,
      top,
      height: headHeight + content + gapBelow,
      rows,
      shown: folded ? most - 1 : count,
      folded,
    };
    top += place.height;
    return place;
  });
  return { columns, tile, height: top, places };
}

/** The rows [first, last) of a class that are in or near a view of the list; null where the class is far from it. */
export function rowsInView(
  place: ClassPlace,
  tile: number,
  scrollTop: number,
  viewHeight: number,
): { readonly first: number; readonly last: number } | null {
  const from = scrollTop - overscan;
  const to = scrollTop + viewHeight + overscan;
  if (place.top > to || place.top + place.height < from) return null;
  const grid = place.top + headHeight;
  const step = tile + hairline;
  return {
    first: Math.max(0, Math.min(place.rows, Math.floor((from - grid) / step))),
    last: Math.max(0, Math.min(place.rows, Math.ceil((to - grid) / step))),
  };
}

/** A list of labels, or what may be one: rows of trimmed cells, whatever it was written in. */
export interface LabelTable {
  /** Where it lies, as the person sees it: 'set.zip/train/labels.csv'. */
  readonly path: string;
  /**
   * text: a .txt with a photo and its label a row; names: what integers are called; split: photos
   * of one split, without labels. Any other where it's missing.
   */
  readonly kind?: 'text' | 'names' | 'split';
  readonly rows: readonly LabelRow[];
}

export interface LabelRow {
  /** As the person finds it: 'row 3' of a table, 'item 3' of a JSON. */
  readonly where: string;
  readonly cells: readonly string[];
}

/**
 * A table on its way through the page, which doesn't look into it: as one text it costs the page nothing, and as ten
 * thousand rows some 20 ms each way.
 */
export interface PackedTable {
  readonly path: string;
  readonly kind?: 'text' | 'names' | 'split';
  readonly json: string;
}

export const packTable = ({ rows, ...table }: LabelTable): PackedTable => ({
  ...table,
  json: JSON.stringify(rows),
});

/** What `packTable` has packed. */
export const unpackTable = ({ json, ...table }: PackedTable): LabelTable => ({
  ...table,
  rows: JSON.parse(json),
});

/** Between several labels in one cell, which no file has. */
export const SEVERAL = '\u0000';

/** Rows of a CSV as a parser gives them: blank ones and a first line `sep=;` left out, numbered from 1. */
export function tableOfRows(path: string, rows: readonly (readonly string[])[]): LabelTable {
  const numbered = rows.map((row, index) => ({
    where: `row ${index + 1}`,
    cells: row.map((cell) => cell.replaceAll('\uFEFF', '').trim()),
  }));
  const filled = numbered.filter(({ cells }) => cells.some((cell) => cell !== ''));
  return { path, rows: filled.filter(({ cells }, index) => index > 0 || !/^sep=/i.test(cells[0] ?? '')) };
}

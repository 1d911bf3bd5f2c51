/** A list of labels, or what may be one: rows of trimmed cells, whatever it was written in. */
export interface LabelTable {
  /** Where it lies, as the person sees it: 'set.zip/train/labels.csv'. */
  readonly path: string;
  readonly rows: readonly LabelRow[];
}

export interface LabelRow {
  /** As the person finds it: 'row 3' of a table, 'item 3' of a JSON. */
  readonly where: string;
  readonly cells: readonly string[];
}

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

import { kindOfName } from './file-kind.ts';
import type { LabelRow, LabelTable } from './label-table.ts';
import type { Found } from './photo-index.ts';
import { splitOfName } from './split-name.ts';

/** Which columns of a table say what, counted from 0. */
export interface LabelColumns {
  readonly file: number;
  /** One column, or one for each class with 0 and 1 in it. */
  readonly label: number | readonly number[];
  /** null: no column says it. */
  readonly split: number | null;
}

export interface ReadColumns {
  readonly columns: LabelColumns;
  readonly hasHeader: boolean;
}

/** What a table turned out to be. */
export type TableReading =
  /** `sure`: by a column's name, flags or a missing header, and not just because no other column is left. */
  | ({ readonly kind: 'labels'; readonly sure: boolean } & ReadColumns)
  /** It lists photos that are here, and what their labels are can't be told; a guess. */
  | ({ readonly kind: 'unclear' } & ReadColumns)
  /** It lists photos by their names, and none of them is here. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'no-list' };

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const names = (words: string): readonly string[] => words.split(' ');

const fileNames = names(
  'filename filenames file files filepath filepaths imagename imagepath imagefile image images img path paths photo picture name id imageid imgid idcode key url uri gcsuri imagegcsuri imguri',
);
/** In the order in which they are taken: a word goes before a number. */
const labelNames = names(
  'labelname classname categoryname classlabel label labels class classes category categories displayname target choice choices breed species diagnosis dx tag tags annotation variety type kind style character sort name y',
);
const splitNames = names(
  'split splits set dataset dataset subset partition phase mluse usage fold isvalid purpose',
);

/** Rows that are looked at to tell the columns. */
const SAMPLE = 2000;

/** The name of a column: the last part of one with dots, 'displayName' of 'classificationAnnotation.displayName'. */
const nameOf = (cell: string): string => plain(cell.split(/[./]/).at(-1) ?? '');

/** Whether a cell is the path of a picture. */
const isPicturePath = (cell: string): boolean => kindOfName(cell.replace(/[?#].*$/, '')) === 'photo';

/** A cell with a split's word, or Vertex AI's for none. */
export const isSplitCell = (cell: string): boolean =>
  /^unassigned$/i.test(cell) || splitOfName(cell) !== null;

/**
 * Tells the columns of a table: the file's by the photos that are here, the others by their names, by what is in them, or
 * because no other is left.
 *
 * @param find the photo that a cell names
 */
export function readColumns({ rows }: LabelTable, find: (cell: string) => Found): TableReading {
  const sample = rows.slice(0, SAMPLE + 1);
  const width = sample.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const header = (sample[0]?.cells ?? []).map(nameOf);
  if (width < 2) return { kind: 'no-list' };
  const file = fileColumn(sample, width, header, find);
  if (file === null) return elsewhere(sample, header);
  const first = sample[0]?.cells[file.at] ?? '';
  const hasHeader = !isPicturePath(first) && find(first).kind !== 'exact';
  const body = hasHeader ? sample.slice(1) : sample;
  const free = Array.from({ length: width }, (_, at) => at).filter((at) => at !== file.at);
  const column = (at: number) => body.map(({ cells }) => cells[at] ?? '');
  const isSplit = (at: number): boolean => {
    const filled = column(at).filter((cell) => cell !== '');
    const named = hasHeader && splitNames.includes(header[at] ?? '');
    const known = filled.filter(isSplitCell).length;
    return filled.length > 0 && (named ? known > 0 : known === filled.length);
  };
  const split = free.find(isSplit) ?? null;
  const rest = free.filter((at) => at !== split && column(at).some((cell) => cell !== ''));
  const known = hasHeader ? columnNamed(labelNames, header, rest) : null;
  const found = (label: number | readonly number[], sure = true): TableReading =>
    file.certain || known !== null || file.named
      ? { kind: 'labels', sure, columns: { file: file.at, label, split }, hasHeader }
      : { kind: 'no-list' };
  if (known !== null) return found(known);
  const flags = rest.filter((at) => column(at).every((cell) => /^([01](\.0+)?)?$/.test(cell)));
  if (hasHeader && flags.length > 1) return found(flags);
  // A column that says the same of all, or something else of each, is no label.
  const likely = rest.filter((at) => {
    const different = new Set(column(at)).size;
    return different > 1 && different <= Math.max(2, body.length / 2);
  });
  const [single] = likely;
  const alone = likely.length === 1 && (rest.length === 1 || (file.certain && !hasHeader));
  if (single !== undefined && alone) return found(single, !hasHeader);
  const guess = single ?? rest[0];
  if (guess === undefined || !(file.certain || file.named)) return { kind: 'no-list' };
  return { kind: 'unclear', hasHeader, columns: { file: file.at, label: guess, split } };
}

interface FileColumn {
  readonly at: number;
  /** Names with their endings match. */
  readonly certain: boolean;
  /** Its name says that it's the file. */
  readonly named: boolean;
}

/** The column that names most of the photos; names without an ending count less, since numbers can match by chance. */
function fileColumn(
  rows: readonly LabelRow[],
  width: number,
  header: readonly string[],
  find: (cell: string) => Found,
): FileColumn | null {
  let best: (FileColumn & { readonly score: number }) | null = null;
  for (let at = 0; at < width; at++) {
    const exact = new Set<number>();
    const loose = new Set<number>();
    let met = 0;
    for (const { cells } of rows) {
      const found = find(cells[at] ?? '');
      if (found.kind !== 'none') met++;
      if (found.kind === 'exact') exact.add(found.at);
      else if (found.kind === 'loose') loose.add(found.at);
    }
    const named = fileNames.includes(header[at] ?? '');
    const certain = exact.size > 0 || rows.some(({ cells }) => isPicturePath(cells[at] ?? '') && met > 0);
    const enough = certain || (named ? loose.size > 0 : loose.size * 2 > rows.length);
    const score = 2 * exact.size + loose.size + (certain ? met / rows.length : 0) + (named ? 0.5 : 0);
    if (enough && score > (best?.score ?? 0)) best = { at, certain, named, score };
  }
  return best;
}

function elsewhere(rows: readonly LabelRow[], header: readonly string[]): TableReading {
  const body = rows.slice(1);
  const all = header.map((_, at) => at);
  const file = columnNamed(fileNames, header, all);
  const label = columnNamed(labelNames, header, all);
  const lists =
    file !== null &&
    label !== null &&
    body.length > 0 &&
    body.every(({ cells }) => isPicturePath(cells[file] ?? ''));
  return { kind: lists ? 'elsewhere' : 'no-list' };
}

/** The column of the first of these names that there is. */
function columnNamed(
  accepted: readonly string[],
  header: readonly string[],
  among: readonly number[],
): number | null {
  for (const name of accepted) {
    const at = among.find((column) => header[column] === name);
    if (at !== undefined) return at;
  }
  return null;
}

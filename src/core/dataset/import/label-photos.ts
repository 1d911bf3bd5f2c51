import { photoWords } from '../../count-words.ts';
import { largest } from '../../extremes.ts';
import type { Failure } from '../../project/failure.ts';
import { classKey } from '../class-name.ts';
import type { ImportCorrections, ImportQuestion } from './import-plan.ts';
import { IntegerNames } from './integer-names.ts';
import { type LabelColumns, type ReadColumns, readColumns, type TableReading } from './label-columns.ts';
import type { LabelTable } from './label-table.ts';
import { missingWords } from './missing-rows.ts';
import type { Findable, Scope, Scopes } from './photo-index.ts';
import { type PhotoLabel, readLabels } from './read-labels.ts';
import { splitOfList, splitOfName } from './split-name.ts';

/** What all lists together say. */
export interface ListedLabels {
  /** By the photo's number. */
  readonly labels: ReadonlyMap<number, PhotoLabel>;
  /** Photos that a list speaks for and gives no label, with the classes of that list by `classKey`. */
  readonly unnamed: ReadonlyMap<number, ReadonlySet<string>>;
  /** Whether a list is used. */
  readonly used: boolean;
  readonly questions: readonly ImportQuestion[];
  readonly problems: readonly Failure[];
  readonly notes: readonly string[];
}

/** Rows that a question shows. */
const SHOWN = 5;

/** Kaggle's example of an answer: a label for each test photo, and all of them made up. */
const madeUp = /submission/i;

/**
 * Lets each list of labels speak for the folder it lies in and below; the nearest list goes first. One that finds nothing
 * there looks a folder further up: `labels/` may lie beside `images/`.
 *
 * @param folderOf the folders that lie above a table, as photos have them
 * @param foldersTell whether folders tell classes: then a table beside them of which that isn't sure is no list of labels
 */
export function labelPhotos(
  tables: readonly LabelTable[],
  photos: readonly Findable[],
  scopes: Scopes,
  folderOf: (path: string) => readonly string[],
  { columns: chosen }: Pick<ImportCorrections, 'columns'>,
  foldersTell: boolean,
): ListedLabels {
  const labels = new Map<number, PhotoLabel>();
  const unnamed = new Map<number, ReadonlySet<string>>();
  const questions: ImportQuestion[] = [];
  const problems: Failure[] = [];
  const notes: string[] = [];
  let used = false;
  const lists = tables.filter(
    ({ path, kind }) => kind !== 'names' && kind !== 'split' && !madeUp.test(nameOf(path)),
  );
  const named = new IntegerNames(tables, photos, folderOf);
  const placed = lists
    .map((table) => ({ table, folder: folderOf(table.path) }))
    .sort((a, b) => b.folder.length - a.folder.length);
  for (const { table, folder } of placed) {
    const { index, scope, reading } = readTable(table, folder, scopes);
    const find = (cell: string) => index.find(cell);
    if (reading.kind === 'no-list') continue;
    if (foldersTell && (reading.kind === 'unclear' || (reading.kind === 'labels' && !reading.sure))) continue;
    if (reading.kind === 'elsewhere') {
      notes.push(`${table.path} lists photos that are not here.`);
      continue;
    }
    const columns = chosen.get(table.path) ?? reading.columns;
    if (reading.kind === 'unclear') questions.push(columnQuestion(table, reading, columns));
    used = true;
    const said = readLabels(table, { columns, hasHeader: reading.hasHeader }, find);
    const read = { ...said, labels: named.of(table, folder, said.labels) };
    const split = splitOfList(table.path);
    const classes = new Set([...read.labels.values()].map(({ label }) => classKey(label)));
    for (const [at, said] of read.labels)
      if (!labels.has(at)) labels.set(at, said.split === null ? { ...said, split } : said);
    for (const { at } of scope) if (!unnamed.has(at)) unnamed.set(at, classes);
    for (const problem of read.problems) problems.push(problem);
    for (const note of missingWords(table.path, read.missing)) notes.push(note);
  }
  for (const at of labels.keys()) unnamed.delete(at);
  return { labels, unnamed, used, questions, problems, notes };
}

/** Reads a table for its folder, or for the nearest one above of which it lists photos. */
function readTable(
  table: LabelTable,
  folder: readonly string[],
  scopes: Scopes,
): Scope & { readonly reading: TableReading } {
  const split = splitOfName(nameOf(table.path).replace(/\.\w+$/, ''));
  const read = (depth: number) => {
    const scope = scopes.of(folder.slice(0, depth), split);
    return { ...scope, reading: readColumns(table, (cell) => scope.index.find(cell)) };
  };
  const nearest = read(folder.length);
  for (let depth = folder.length, there = nearest; ; there = read(depth)) {
    if (there.reading.kind === 'labels' || there.reading.kind === 'unclear') return there;
    if (depth-- === 0) return nearest;
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function columnQuestion(
  { path, rows }: LabelTable,
  { hasHeader }: ReadColumns,
  columns: LabelColumns,
): ImportQuestion {
  const width = largest(
    rows.slice(0, SHOWN + 1).map(({ cells }) => cells.length),
    0,
  );
  const names = hasHeader ? (rows[0]?.cells ?? []) : [];
  return {
    kind: 'columns',
    path,
    header: Array.from({ length: width }, (_, at) => names[at] || `Column ${at + 1}`),
    rows: rows
      .slice(hasHeader ? 1 : 0)
      .slice(0, SHOWN)
      .map(({ cells }) => cells),
    columns,
  };
}

/** @param count photos in the reach of a list that get no label from it */
export const unnamedWords = (count: number): string =>
  count === 1 ? '1 photo has no label in any list.' : `${photoWords(count)} have no label in any list.`;

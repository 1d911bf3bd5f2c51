import { someWords } from '../../list-words.ts';
import type { Split } from '../dataset.ts';
import { segmentsOf } from '../path.ts';
import { stemOf } from './file-kind.ts';
import type { LabelTable } from './label-table.ts';
import { type MissingRows, missingWords } from './missing-rows.ts';
import type { Findable, Scopes } from './photo-index.ts';
import { splitOfList } from './split-name.ts';

/** What lists without labels say of splits. */
export interface ListedSplits {
  /** By the photo's number. */
  readonly splits: ReadonlyMap<number, Split>;
  readonly notes: readonly string[];
}

/** Of a list's rows so many name a photo in its reach, or it is about something else. */
const LEAST = 0.5;

/** Lists named in a note; the others are counted. */
const NAMED = 3;

/**
 * Takes a text by its name a split's for a list of photos again where its lines, read as a label and a photo, name photos
 * as a whole: `red rose/1.jpg` is no photo of the class 'red'.
 */
export function withBlanksInFolders(
  tables: readonly LabelTable[],
  photos: readonly Findable[],
): readonly LabelTable[] {
  const mayBe = ({ path, kind }: LabelTable) => kind === 'text' && splitOfList(path) !== null;
  if (!tables.some(mayBe)) return tables;
  const places = new Set(photos.map(({ segments }) => placeOf(segments)));
  return tables.map((table) => {
    if (!mayBe(table)) return table;
    const lines = table.rows.map(({ where, cells: [photo = '', label = ''] }) => ({
      where,
      cells: [`${label} ${photo}`],
    }));
    const met = lines.filter(({ cells: [line = ''] }) => places.has(placeOf(segmentsOf(line)))).length;
    return met >= LEAST * lines.length ? { path: table.path, kind: 'split', rows: lines } : table;
  });
}

/** Folder and name, without its ending. */
const placeOf = (segments: readonly string[]): string =>
  segments
    .slice(-2)
    .map((name, i, { length }) => (i === length - 1 ? stemOf(name) : name).normalize('NFC').toLowerCase())
    .join('/');

/**
 * Reads the lists by which Food-101, DTD, MIT Indoor and others part their photos: a photo a line, and the split in the
 * list's own name. Where one photo is in several, as where each list is one of ten ways to part them, none is used.
 *
 * @param folderOf the folders that lie above a list, as photos have them
 */
export function splitsOfLists(
  tables: readonly LabelTable[],
  scopes: Scopes,
  folderOf: (path: string) => readonly string[],
): ListedSplits {
  const used = tables.flatMap((table) => {
    const split = table.kind === 'split' ? splitOfList(table.path) : null;
    const named = split && namedPhotos(table, folderOf(table.path), scopes);
    return named ? [{ path: table.path, split, ...named }] : [];
  });
  if (used.length === 0) return { splits: new Map(), notes: [] };
  const lists = someWords(
    used.map(({ path }) => path),
    NAMED,
  );
  const splits = new Map<number, Split>();
  for (const { split, photos } of used)
    for (const at of photos) {
      if ((splits.get(at) ?? split) !== split)
        return {
          splits: new Map(),
          notes: [`${lists} part the same photos differently: none is used.`],
        };
      splits.set(at, split);
    }
  const verb = used.length === 1 ? 'says' : 'say';
  return {
    splits,
    notes: [
      `${lists} ${verb} which photos are of which split.`,
      ...used.flatMap(({ path, missing }) => missingWords(path, missing)),
    ],
  };
}

/** What a list's rows name in its folder and below, or in the nearest folder above where most of them are. */
function namedPhotos(
  { rows }: LabelTable,
  folder: readonly string[],
  scopes: Scopes,
): { readonly photos: readonly number[]; readonly missing: MissingRows } | null {
  for (let depth = folder.length; depth >= 0; depth--) {
    const { index } = scopes.of(folder.slice(0, depth), null);
    const photos: number[] = [];
    const missing: string[] = [];
    for (const {
      cells: [cell = ''],
    } of rows) {
      const found = index.find(cell);
      if (found.kind === 'none') missing.push(cell);
      else if (found.kind !== 'ambiguous') photos.push(found.at);
    }
    if (photos.length >= LEAST * rows.length)
      return { photos, missing: { count: missing.length, first: missing.slice(0, NAMED) } };
  }
  return null;
}

import { someWords } from '../../list-words.ts';
import type { Split } from '../dataset.ts';
import { segmentsOf } from '../path.ts';
import { stemOf } from './file-kind.ts';
import type { LabelTable } from './label-table.ts';
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
  const splits = new Map<number, Split>();
  const used: { readonly path: string; readonly split: Split }[] = [];
  for (const { path, rows } of tables.filter(({ kind }) => kind === 'split')) {
    const split = splitOfList(path);
    const found = split && namedPhotos(rows, folderOf(path), scopes);
    if (!found) continue;
    used.push({ path, split });
    for (const at of found) {
      if ((splits.get(at) ?? split) !== split)
        return {
          splits: new Map(),
          notes: [
            `${someWords(
              used.map((list) => list.path),
              NAMED,
            )} part the same photos differently: none is used.`,
          ],
        };
      splits.set(at, split);
    }
  }
  if (used.length === 0) return { splits, notes: [] };
  const verb = used.length === 1 ? 'says' : 'say';
  return {
    splits,
    notes: [
      `${someWords(
        used.map(({ path }) => path),
        NAMED,
      )} ${verb} which photos are of which split.`,
    ],
  };
}

/** The photos of a list's rows in its folder and below, or in the nearest folder above where most of them are. */
function namedPhotos(
  rows: LabelTable['rows'],
  folder: readonly string[],
  scopes: Scopes,
): readonly number[] | null {
  for (let depth = folder.length; depth >= 0; depth--) {
    const { index } = scopes.of(folder.slice(0, depth), null);
    const found = rows.flatMap(({ cells: [cell = ''] }) => {
      const photo = index.find(cell);
      return photo.kind === 'exact' || photo.kind === 'loose' ? [photo.at] : [];
    });
    if (found.length >= LEAST * rows.length) return found;
  }
  return null;
}

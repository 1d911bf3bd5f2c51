import { FailureError } from '../project/failure.ts';
import { normaliseClassName } from './class-name.ts';
import type { Split } from './dataset.ts';
import { segmentsOf, splitOfFolder } from './path.ts';

/** What a manifest says of one file. */
export interface ManifestEntry {
  readonly label: string;
  readonly split: Split | null;
}

/** A list of labels that lay beside the files. */
export interface Manifest {
  /** Entries by path as the manifest writes it, '/' between folders. */
  readonly byPath: ReadonlyMap<string, ManifestEntry>;
  /** Entries by base name, only where the base name has one label. */
  readonly byName: ReadonlyMap<string, ManifestEntry>;
}

const columnNames = {
  file: ['filename', 'file', 'image', 'path', 'name'],
  label: ['label', 'class', 'category', 'target'],
  split: ['split'],
} as const;

function invalid(file: string, what: string): FailureError {
  return new FailureError({
    code: 'manifest-invalid',
    what,
    file,
    todo: 'Give it one row a photo with the columns filename,label and, if you like, split.',
  });
}

/**
 * Reads a manifest from rows of cells, as a CSV parser gives them. With a header, columns are found by name
 * (filename/file/image/path/name, label/class/category/target, split); without one, the first column is the
 * file and the second the label. Rows of blank cells are skipped.
 *
 * @param file the manifest's path, for messages.
 * @throws FailureError 'manifest-invalid', with the row's number, counted from 1.
 */
export function manifestFromRows(file: string, rows: readonly (readonly string[])[]): Manifest {
  const cells = rows.map((row) => row.map((cell) => cell.replace(/^\uFEFF/, '').trim()));
  const head = cells.findIndex((row) => row.some((cell) => cell !== ''));
  const header = cells[head];
  if (!header) throw invalid(file, 'The list of labels is empty.');
  const columns = columnsOf(file, header);
  const entries: [string, ManifestEntry][] = [];
  for (let index = columns.hasHeader ? head + 1 : head; index < cells.length; index++) {
    const row = cells[index] ?? [];
    if (row.every((cell) => cell === '')) continue;
    entries.push(entry(file, `row ${index + 1}`, row[columns.file], row[columns.label], row[columns.split]));
  }
  return manifestOf(entries);
}

function columnsOf(
  file: string,
  header: readonly string[],
): { file: number; label: number; split: number; hasHeader: boolean } {
  const names = header.map((cell) => cell.toLowerCase());
  // In the order of the accepted names, not of the columns: 'filename' goes before 'name'.
  const find = (accepted: readonly string[]): number =>
    accepted.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const found = {
    file: find(columnNames.file),
    label: find(columnNames.label),
    split: find(columnNames.split),
  };
  if (found.file < 0 && found.label < 0) {
    if (header.length === 2) return { file: 0, label: 1, split: -1, hasHeader: false };
    throw invalid(file, 'The list of labels has no column named filename and none named label.');
  }
  if (found.file < 0) throw invalid(file, 'The list of labels has no column named filename.');
  if (found.label < 0) throw invalid(file, 'The list of labels has no column named label.');
  return { ...found, hasHeader: true };
}

/**
 * Reads a manifest from parsed JSON: an array of objects with the same names as a CSV's columns, or one object
 * from file to label.
 *
 * @throws FailureError 'manifest-invalid', with the item's number, counted from 1.
 */
export function manifestFromJson(file: string, json: unknown): Manifest {
  if (Array.isArray(json)) {
    return manifestOf(
      json.map((item: unknown, index) => {
        const where = `item ${index + 1}`;
        if (!isRecord(item)) throw invalid(file, `In the list of labels, ${where} is not an object.`);
        const value = (names: readonly string[]): unknown =>
          names.map((name) => item[name]).find((found) => found !== undefined);
        return entry(
          file,
          where,
          value(columnNames.file),
          value(columnNames.label),
          value(columnNames.split),
        );
      }),
    );
  }
  if (isRecord(json))
    return manifestOf(
      Object.entries(json).map(([path, label]) => entry(file, JSON.stringify(path), path, label, undefined)),
    );
  throw invalid(file, 'The list of labels is neither an array nor an object.');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entry(
  file: string,
  where: string,
  path: unknown,
  label: unknown,
  split: unknown,
): [string, ManifestEntry] {
  if (typeof path !== 'string' || path.trim() === '')
    throw invalid(file, `In the list of labels, ${where} names no file.`);
  const name =
    typeof label === 'string' || typeof label === 'number' ? normaliseClassName(String(label)) : '';
  if (name === '') throw invalid(file, `In the list of labels, ${where} has no label.`);
  if (split === undefined || split === null || split === '') return [path, { label: name, split: null }];
  const known = typeof split === 'string' ? splitOfFolder(split) : null;
  if (known === null)
    throw invalid(file, `In the list of labels, ${where} has the split ${JSON.stringify(split)}.`);
  return [path, { label: name, split: known }];
}

function manifestOf(entries: readonly (readonly [string, ManifestEntry])[]): Manifest {
  const byPath = new Map<string, ManifestEntry>();
  const byName = new Map<string, ManifestEntry>();
  const ambiguous = new Set<string>();
  for (const [path, item] of entries) {
    const segments = segmentsOf(path.replaceAll('\\', '/').normalize('NFC'));
    byPath.set(segments.join('/'), item);
    const name = segments.at(-1) ?? '';
    const other = byName.get(name);
    if (other && (other.label !== item.label || other.split !== item.split)) ambiguous.add(name);
    byName.set(name, item);
  }
  for (const name of ambiguous) byName.delete(name);
  return { byPath, byName };
}

/**
 * Looks a file up: by its path, then by ever shorter ends of it, so that folders above the manifest don't
 * matter; then by base name, so that folders only the manifest writes don't either.
 */
export function findInManifests(
  manifests: readonly Manifest[],
  segments: readonly string[],
): ManifestEntry | undefined {
  const composed = segments.map((segment) => segment.normalize('NFC'));
  for (const { byPath, byName } of manifests) {
    for (let start = 0; start < composed.length; start++) {
      const found = byPath.get(composed.slice(start).join('/'));
      if (found) return found;
    }
    const found = byName.get(composed.at(-1) ?? '');
    if (found) return found;
  }
  return undefined;
}

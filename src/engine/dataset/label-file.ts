import { tableOfJson, tableOfJsonLines } from '../../core/dataset/import/label-json.ts';
import { type LabelTable, tableOfRows } from '../../core/dataset/import/label-table.ts';
import { tableOfText } from '../../core/dataset/import/label-text.ts';
import { FailureError } from '../../core/project/failure.ts';
import { decodeText } from './text.ts';

/** Most bytes of a list; one of a million photos has 50 MB. */
export const LARGEST_LIST: number = 128 * 2 ** 20;

/**
 * Reads a .txt that is a list of labels or of the names of classes.
 *
 * @param start its first bytes, by which most others are known without being read whole
 * @returns null for any other text
 */
export async function readLabelText(
  path: string,
  start: Uint8Array,
  read: () => Promise<Uint8Array>,
): Promise<LabelTable | null> {
  const text = decodeText(start);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== '' && tableOfText(path, whole) === null) return null;
  return tableOfText(path, decodeText(await read()));
}

/**
 * Reads a CSV, TSV, JSON or JSON Lines; what it lists is told later, beside the photos.
 *
 * @param path its path; the ending decides how it's read
 * @returns null where it has no rows
 * @throws FailureError 'manifest-invalid' for JSON that is none
 */
export async function readLabelFile(path: string, bytes: Uint8Array): Promise<LabelTable | null> {
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  try {
    if (/\.(jsonl|ndjson)$/i.test(path)) return tableOfJsonLines(path, text);
    if (/\.json$/i.test(path)) return tableOfJson(path, JSON.parse(text));
  } catch (error) {
    throw new FailureError(
      {
        code: 'manifest-invalid',
        what: `The list of labels is no valid JSON: ${error instanceof Error ? error.message : error}.`,
        file: path,
        todo: 'Correct it, or save it as CSV with the columns filename,label.',
      },
      { cause: error },
    );
  }
  const { default: Papa } = await import('papaparse');
  // Excel's own line `sep=;` says what it can't be guessed from.
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1];
  // Blank lines have no separator, and would count against the right one.
  const guess = () => Papa.parse(text, { preview: 100, skipEmptyLines: 'greedy' }).meta.delimiter;
  const { data } = Papa.parse<string[]>(text, { delimiter: said ?? guess() });
  const table = tableOfRows(path, data);
  return table.rows.length > 0 ? table : null;
}

export function tooLargeList(path: string): FailureError {
  return new FailureError({
    code: 'manifest-invalid',
    what: `The list is larger than ${LARGEST_LIST / 2 ** 20} MB.`,
    file: path,
    todo: 'Save it in parts, or without what is no label.',
  });
}

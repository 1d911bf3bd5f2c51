import { kindOfName } from './file-kind.ts';
import type { LabelRow, LabelTable } from './label-table.ts';
import { splitOfList } from './split-name.ts';

/** Files that name the integers of lists, as ImageNet, Caffe, Darknet and others call them. */
const namesFile =
  /^(.*[ _-])?(classes|class[ _-]?names?|labels?|label[ _-]?names?|label[ _-]?map|synsets?|synset[ _-]?words|wnids|categories|category[ _-]?names|names)$/i;

/** Of the lines of a list that many hold a photo and a label; the others are skipped and named. */
const MOST = 0.9;

/** Lines by which it's told what a text is. */
const SAMPLE = 2000;

/**
 * A text as ImageNet, Caffe and others write lists: a photo and its label a line, `n01440764/x.JPEG 0`, with a blank, a tab
 * or another separator between, in either order; or, by its name, a list of what the integers of such lists are called,
 * a name a line, with or without the integer, or of the photos of a split, one a line. `#` begins a remark.
 *
 * @returns null for any other text: a readme, a licence, boxes, ids of photos
 */
export function tableOfText(path: string, text: string): LabelTable | null {
  const lines = text
    .replaceAll('\uFEFF', '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ where: `line ${index + 1}`, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  const rows = lines.map(({ where, line }): LabelRow => ({ where, cells: photoAndLabel(line) ?? [line] }));
  if (isList(rows.slice(0, SAMPLE))) return { path, kind: 'text', rows };
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const kind = namesFile.test(stem) ? 'names' : splitOfList(path) === null ? null : 'split';
  if (kind === null || lines.length === 0) return null;
  return { path, kind, rows: lines.map(({ where, line }) => ({ where, cells: [line] })) };
}

function isList(rows: readonly LabelRow[]): boolean {
  const told = rows.filter(({ cells }) => cells.length === 2);
  if (told.length === 0 || told.length < MOST * rows.length) return false;
  // 1, 2, 3, …: numbers of the photos themselves.
  const numbered =
    told.length > 2 && told.every(({ cells }, i) => Number(cells[1]) === i + Number(told[0]?.cells[1]));
  return !numbered;
}

const numbers = /^-?[\d.]+([\s,;]+-?[\d.]+)+$/;
const isPicture = (cell: string): boolean => kindOfName(cell) === 'photo';
const unquoted = (cell: string): string => cell.trim().replace(/^(["'])(.*)\1$/, '$2');

/** The path of a picture, which may have blanks in it, and what stands beside it; null: no such line. */
function photoAndLabel(line: string): readonly [photo: string, label: string] | null {
  for (const separator of [/\t+/, /\s*;\s*/, /\s*,\s*/, /\s+/]) {
    const cells = line.split(separator).filter((cell) => cell !== '');
    const separators = [...line.matchAll(new RegExp(separator, 'g'))];
    for (const found of separators) {
      const before = unquoted(line.slice(0, found.index));
      const after = unquoted(line.slice(found.index + found[0].length));
      if (before === '' || after === '') continue;
      // Several numbers are a box.
      if (isPicture(before) && !isPicture(after)) return numbers.test(after) ? null : [before, after];
      if (isPicture(after) && !isPicture(before) && cells.length === 2) return [after, before];
    }
  }
  return null;
}

/** The integer of a line of names, before or behind the name. */
const numberings = [
  /^(?<integer>\d+)\s*[\s,;:=]\s*(?<name>\S.*)$/,
  /^(?<name>.*\S)\s*[\s,;:=]\s*(?<integer>\d+)$/,
] as const;

/**
 * What integers are called, by a list of names: `0 tench`, `0: tench`, `tench 0` in each line, or `tench`. Lines without
 * integers count from 0, or from 1 where the list of labels does.
 *
 * @param used the integers that stand in the list of labels
 * @returns null where one of them has no name
 */
export function namesOfIntegers(
  { rows }: LabelTable,
  used: readonly number[],
): ReadonlyMap<number, string> | null {
  const lines = rows.map(({ cells: [line = ''] }) => line);
  for (const numbering of numberings) {
    const names = new Map<number, string>();
    for (const line of lines) {
      const { integer, name = '' } = numbering.exec(line)?.groups ?? {};
      if (integer !== undefined) names.set(Number(integer), nameOf(name));
    }
    if (names.size === lines.length && used.every((integer) => names.has(integer))) return names;
  }
  const base = !used.includes(0) && used.includes(lines.length) ? 1 : 0;
  const names = new Map(lines.map((line, i) => [i + base, nameOf(line)]));
  return used.every((integer) => names.has(integer)) ? names : null;
}

/** `n01440764 tench, Tinca tinca` is 'tench, Tinca tinca': the words of a synset behind its id. */
const nameOf = (name: string): string => /^n\d{8}\s+(\S.*)$/.exec(unquoted(name))?.[1] ?? unquoted(name);

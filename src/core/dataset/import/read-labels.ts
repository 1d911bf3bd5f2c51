import { capital } from '../../capital.ts';
import { countWords } from '../../count-words.ts';
import type { Failure } from '../../project/failure.ts';
import { normaliseClassName } from '../class-name.ts';
import type { Split } from '../dataset.ts';
import type { LabelColumns, ReadColumns } from './label-columns.ts';
import { isSplitCell } from './label-columns.ts';
import { type LabelRow, type LabelTable, SEVERAL } from './label-table.ts';
import type { MissingRows } from './missing-rows.ts';
import type { Found } from './photo-index.ts';
import { evaluationTests, isEvaluation, splitOfName } from './split-name.ts';

/** What a list says of one photo. */
export interface PhotoLabel {
  readonly label: string;
  readonly split: Split | null;
}

export interface ReadLabels {
  /** By the photo's number. */
  readonly labels: ReadonlyMap<number, PhotoLabel>;
  /** Photos that a row names and that have no label all the same. */
  readonly spoilt: ReadonlySet<number>;
  readonly problems: readonly Failure[];
  readonly missing: MissingRows;
}

/** Rows named in a message; the others are counted. */
const NAMED = 3;

type Reason = 'no-label' | 'several' | 'ambiguous' | 'bad-split';

const reasons: Readonly<Record<Reason, { readonly what: string; readonly todo: string }>> = {
  'no-label': { what: 'has no label and is skipped', todo: 'Give it a label and drop it again.' },
  several: {
    what: 'names more than one class, which is called multi-label, and is skipped: a photo here has one class',
    todo: 'Leave one label for each photo.',
  },
  ambiguous: {
    what: 'can mean several photos of the same name and is skipped',
    todo: 'Write the folder before the name.',
  },
  'bad-split': {
    what: 'names a split that is not known; its photo is divided like the others',
    todo: 'Write train, validation or test.',
  },
};

/**
 * Reads a table's rows. One that can't be used is skipped and named; a table in which more than one row in ten names
 * several classes is refused as a whole, since it isn't meant for one class a photo.
 */
export function readLabels(
  { path, rows }: LabelTable,
  { columns, hasHeader }: ReadColumns,
  find: (cell: string) => Found,
): ReadLabels {
  const header = hasHeader ? rows[0] : undefined;
  const body = hasHeader ? rows.slice(1) : rows;
  const labels = new Map<number, PhotoLabel>();
  const spoilt = new Set<number>();
  const skipped = new Map<Reason, string[]>();
  const evaluation = evaluationOf(body, columns.split);
  const first: string[] = [];
  let missing = 0;
  const skip = (reason: Reason, where: string) => {
    const list = skipped.get(reason);
    if (list) list.push(where);
    else skipped.set(reason, [where]);
  };
  for (const { cells, where } of body) {
    const name = cells[columns.file] ?? '';
    const found = find(name);
    if (found.kind === 'none') {
      missing++;
      if (first.length < NAMED) first.push(name === '' ? where : name);
      continue;
    }
    if (found.kind === 'ambiguous') {
      skip('ambiguous', where);
      continue;
    }
    const said = labelsOf(cells, columns, header);
    const [label] = said;
    const before = labels.get(found.at);
    if (label === undefined) {
      skip('no-label', where);
      if (before) continue;
    } else if (said.length > 1 || (before && before.label !== label)) skip('several', where);
    else if (!spoilt.has(found.at)) {
      const split = columns.split === null ? '' : (cells[columns.split] ?? '');
      if (split !== '' && !isSplitCell(split)) skip('bad-split', where);
      labels.set(found.at, { label, split: splitOfCell(split, evaluation) });
      continue;
    }
    spoilt.add(found.at);
    labels.delete(found.at);
  }
  const several = skipped.get('several')?.length ?? 0;
  const none = { missing: { count: missing, first }, spoilt };
  if (several * 10 > body.length) {
    for (const at of labels.keys()) spoilt.add(at);
    return { ...none, labels: new Map(), problems: [multiLabel(path, several)] };
  }
  const problems = [...skipped].map(([reason, where]) => problem(path, reason, where));
  return { ...none, labels, problems };
}

/** The different labels that a row gives. */
function labelsOf(cells: readonly string[], { label }: LabelColumns, header: LabelRow | undefined): string[] {
  const said =
    typeof label === 'number'
      ? (cells[label] ?? '').split(SEVERAL)
      : label.filter((at) => Number(cells[at]) === 1).map((at) => header?.cells[at] ?? '');
  return [...new Set(said.map(normaliseClassName).filter((name) => name !== ''))];
}

function splitOfCell(cell: string, evaluation: Split): Split | null {
  const split = splitOfName(cell);
  if (split === 'validation' && isEvaluation(cell)) return evaluation;
  return split === 'unlabelled' ? null : split;
}

/** What 'eval' means here: the test set, where another part is called 'dev' and none 'test'. */
function evaluationOf(rows: readonly LabelRow[], split: number | null): Split {
  const words = new Set(split === null ? [] : rows.map(({ cells }) => cells[split] ?? ''));
  return evaluationTests([...words]) ? 'test' : 'validation';
}

function problem(file: string, reason: Reason, where: readonly string[]): Failure {
  const { what, todo } = reasons[reason];
  const [only] = where;
  if (where.length === 1)
    return { code: 'manifest-invalid', file, what: `${capital(only ?? '')} ${what}.`, todo };
  const more = where.length > NAMED ? ` and ${countWords(where.length - NAMED)} more` : '';
  const named = `${where.slice(0, NAMED).join(', ')}${more}`;
  return { code: 'manifest-invalid', file, what: `${capital(named)}: each ${what}.`, todo };
}

function multiLabel(file: string, rows: number): Failure {
  return {
    code: 'manifest-invalid',
    file,
    what: `${countWords(rows)} row${rows === 1 ? ' names' : 's name'} more than one class (multi-label), so the list is not used: a photo here has one class.`,
    todo: 'Leave one label for each photo and drop it again.',
  };
}

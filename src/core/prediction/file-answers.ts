import { byteOrderMark, csvRow } from '../report/csv.ts';
import { argmax } from '../training/metrics.ts';
import { isUnknownTogether, type Voter } from './unknown-vote.ts';

/** What is said of one of many files. */
export interface FileRow {
  /** Folders and name, as it came. */
  readonly path: string;
  /** Calibrated, of each class; sums to 1. */
  readonly probabilities: readonly number[];
  /** Index of the most probable class. */
  readonly label: number;
  /** Of that class. */
  readonly probability: number;
  /** Whether it is none of the classes; null where that can't be told. */
  readonly unknown: boolean | null;
}

/** What runs said of one of many files. */
export interface JointAnswer extends Pick<FileRow, 'path' | 'probabilities'> {
  /** Of each run: how much the picture looks like one of its classes; null where it can't tell. */
  readonly scores: readonly (number | null)[];
}

/** @param voters the runs, in the order of the scores, with their present rules: these may have changed since */
export function fileRows(
  answers: readonly JointAnswer[],
  voters: readonly Omit<Voter, 'score'>[],
): readonly FileRow[] {
  return answers.map(({ path, probabilities, scores }) => {
    const unknown = isUnknownTogether(voters.map((voter, i) => ({ ...voter, score: scores[i] ?? null })));
    const label = argmax(probabilities);
    return { path, probabilities, label, probability: probabilities[label] ?? 0, unknown };
  });
}

export type RowOrder = 'arrival' | 'least-sure' | 'class';

/**
 * Rows in an order: 'least-sure' puts first what is none of the classes, then what the model hesitates about; 'class' goes
 * by the classes' order, the surest first.
 */
export function sortRows(rows: readonly FileRow[], order: RowOrder): readonly FileRow[] {
  if (order === 'arrival') return rows;
  const none = ({ unknown }: FileRow) => Number(unknown === true);
  return order === 'least-sure'
    ? rows.toSorted((a, b) => none(b) - none(a) || a.probability - b.probability)
    : rows.toSorted((a, b) => none(a) - none(b) || a.label - b.label || b.probability - a.probability);
}

/** How many rows were answered with each class; the last entry counts those that are none of them. */
export function countAnswers(rows: readonly FileRow[], classes: number): readonly number[] {
  const counts = new Array<number>(classes + 1).fill(0);
  for (const { label, unknown } of rows) {
    const at = unknown === true ? classes : label;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Rows made at a time: a few milliseconds. */
const PART = 250;

/**
 * The rows as CSV (RFC 4180, UTF-8): file, answer, confidence, the most probable class whatever the answer, and each class's
 * probability. In parts, so that the page can do something else in between.
 * @param names of the classes
 */
export function* fileAnswersCsv(rows: readonly FileRow[], names: readonly string[]): Generator<string> {
  yield byteOrderMark +
    csvRow([
      'file',
      'answer',
      'confidence',
      'most probable class',
      ...names.map((name) => `probability of ${name}`),
    ]);
  for (let start = 0; start < rows.length; start += PART)
    yield rows
      .slice(start, start + PART)
      .map(({ path, label, probability, unknown, probabilities }) => {
        const name = names[label] ?? '';
        return csvRow([path, unknown ? 'none of these' : name, probability, name, ...probabilities]);
      })
      .join('');
}

import type { Dataset, Sample } from '../dataset/dataset.ts';
import { sampleById } from '../dataset/selectors.ts';
import { type Answer, answersOf } from '../evaluation/answers.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { AnsweredRun, Run } from '../training/run.ts';
import { judgedSplit } from './words.ts';

/** Cells made at a time: a few milliseconds. */
const PART = 2500;
/** Spreadsheets take a file without it for one in the system's old encoding. */
export const byteOrderMark = '\ufeff';

/**
 * A run's answers as CSV (RFC 4180, UTF-8), one row a photo: file, folder, split, label, prediction, right or wrong,
 * confidence, and the calibrated probability of each class. In parts, so that the page can do something else in between.
 */
export function* csvParts(run: AnsweredRun, dataset: Dataset): Generator<string> {
  const names = run.classes.map(({ name }) => name);
  const probabilities = names.map((name) => `probability of ${name}`);
  const head = ['file', 'folder', 'split', 'label', 'prediction', 'right or wrong', 'confidence'];
  yield byteOrderMark + csvRow([...head, ...probabilities]);
  const { train, validation, test } = run.answers;
  for (const evaluation of [train, validation, test])
    if (evaluation) yield* splitParts(evaluation, run, dataset, names);
}

function* splitParts(
  { split, predictions }: Evaluation,
  { temperature, folds }: Run,
  dataset: Dataset,
  names: readonly string[],
): Generator<string> {
  // What the report calls them.
  const word = judgedSplit(split, { folds });
  const rows = Math.ceil(PART / names.length);
  for (let start = 0; start < predictions.length; start += rows) {
    const answers = answersOf({ predictions: predictions.slice(start, start + rows) }, temperature);
    yield answers
      .map((answer) => csvRow(photoCells(answer, word, sampleById(dataset, answer.sampleId), names)))
      .join('');
  }
}

function photoCells(
  { label, predicted, probability, probabilities }: Answer,
  split: string,
  sample: Sample | undefined,
  names: readonly string[],
): readonly (string | number)[] {
  return [
    // Empty where the photo is deleted since.
    sample?.name ?? '',
    sample?.folder ?? '',
    split,
    names[label] ?? '',
    names[predicted] ?? '',
    label === predicted ? 'right' : 'wrong',
    probability,
    ...probabilities,
  ];
}

/** One line of CSV with its end. Numbers get six decimals; texts are quoted and safe to open in a spreadsheet. */
export function csvRow(cells: readonly (string | number)[]): string {
  const written = cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(6) : quoted(safeCell(cell))));
  return `${written.join(',')}\r\n`;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), also behind space, and in full width; and
 * the line ends and tabs that may hide one.
 */
const formulaStart = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
/** The same behind what a spreadsheet of another language takes for the end of a cell. */
const formulaInside = /([;|\t\r\n])(?=\s*[=+\-@＝＋－＠])/g;

/**
 * A text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one. Papa Parse's
 * escapeFormulae (5.7.1) leaves those out that have a line end in them.
 */
export function safeCell(text: string): string {
  const inside = text.replace(formulaInside, "$1'");
  return formulaStart.test(text) ? `'${inside}` : inside;
}

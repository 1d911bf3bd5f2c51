import { countWords } from '../../core/count-words.ts';
import { type ConfusionMatrix, cellCount } from '../../core/evaluation/confusion.ts';
import { percentWords } from '../../core/evaluation/words.ts';

/** A place in a confusion matrix: its row and column. */
export interface CellPosition {
  readonly label: number;
  readonly predicted: number;
}

/** What the matrix shows in its cells: photos, or per cent of the row's photos. */
export type CellFigures = 'counts' | 'shares';

/** '3 of 12 photos of “daisy” were taken for “tulip”'. */
export function cellWords(
  matrix: ConfusionMatrix,
  names: readonly string[],
  { label, predicted }: CellPosition,
): string {
  const count = cellCount(matrix, label, predicted);
  const total = matrix.labelled[label] ?? 0;
  const of = `${countWords(count)} of ${countWords(total)} photo${total === 1 ? '' : 's'} of “${names[label]}”`;
  const verb = count === 1 ? 'was' : 'were';
  return label === predicted ? `${of} ${verb} recognised` : `${of} ${verb} taken for “${names[predicted]}”`;
}

/** The same as a sentence with its share: '3 of 12 photos of “daisy” were taken for “tulip”: 25 %.' */
export function cellSentence(matrix: ConfusionMatrix, names: readonly string[], cell: CellPosition): string {
  const count = cellCount(matrix, cell.label, cell.predicted);
  const total = matrix.labelled[cell.label] ?? 0;
  const share = total === 0 ? '' : `: ${percentWords(count / total)}`;
  return `${cellWords(matrix, names, cell)}${share}.`;
}

/** The number in a cell with photos; a share in whole per cent, never 0 or 100 where it is neither. */
export function cellFigure(count: number, total: number, figures: CellFigures): string {
  if (figures === 'counts') return countWords(count);
  const percent = Math.round((count / total) * 100);
  if (percent === 0) return '<1';
  return String(percent === 100 && count < total ? 99 : percent);
}

import { short } from '../bench/table.ts';
import type { PanelFailure, PanelFigures, TestFigures } from './figures.ts';
import { nameOf } from './variants.ts';

/** A row of the panel with the columns' names. */
interface Named {
  readonly backbone: string;
  readonly recipe?: string | null;
}

const columnOf = ({ backbone, recipe = null }: Named): string => nameOf({ backbone, recipe });

const percent = (share: number): string => (100 * share).toFixed(1);

/** '85.0 % (82.1)': right, and balanced. */
const cellOf = ({ accuracy, balanced }: TestFigures): string =>
  `${percent(accuracy)} % (${percent(balanced)})`;

/** The figures as lines for a person: sets × backbones and recipes with their means, then how each came about. */
export function tableOf({
  results,
  means,
  failures,
}: Pick<PanelFigures, 'results' | 'means' | 'failures'>): string {
  const sets = unique([...results, ...failures].map(({ set }) => set)).toSorted();
  const columns = unique([...means, ...failures].map(columnOf));
  const cells = sets.map((set) => [
    set,
    ...columns.map((column) => {
      const result = results.find((one) => one.set === set && columnOf(one) === column);
      return result ? cellOf(result.test) : 'failed';
    }),
  ]);
  const mean = columns.map((column) => {
    const found = means.find((one) => columnOf(one) === column);
    return found ? `${cellOf(found.test)}${found.sets < sets.length ? `, of ${found.sets} alone` : ''}` : '–';
  });
  const details = results.map(({ read, crossValidated, milliseconds, test, ...one }) => [
    one.set,
    columnOf(one),
    read.join(' + '),
    crossValidated === null ? '–' : `${percent(crossValidated)} %`,
    `${short(test.correct)} of ${test.total}`,
    `${short(milliseconds)} ms`,
  ]);
  return [
    'Test photos right (mean recall of the classes)',
    ...aligned([['', ...columns], ...cells, ['mean', ...mean]]),
    '',
    ...aligned([['', '', 'reads', 'in folds', 'test', 'choosing and solving'], ...details]),
    ...failures.map((failure) => `FAILED ${failureWords(failure)}`),
  ].join('\n');
}

/** 'trash, resnet-50: the page says: …' */
export const failureWords = (failure: PanelFailure): string =>
  `${failure.set}, ${columnOf(failure)}: ${failure.words}`;

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

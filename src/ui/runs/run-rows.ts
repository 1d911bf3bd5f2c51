import type { CatalogueCard } from '../../core/backbone/card.ts';
import { compareNames } from '../../core/compare-names.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { solvesHead, totalEpochs } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { trainingTime } from '../training/training-words.ts';
import { recipeLine, settingsOf } from './run-settings.ts';

/** A run as the table shows it. */
export interface RunRow {
  readonly run: Run;
  readonly name: string;
  readonly backbone: string;
  readonly recipe: string;
  readonly photos: number;
  /** Shares; null where there is nothing to judge by. */
  readonly validation: number | null;
  readonly test: number | null;
  /** Trained; null where the head was solved and nothing learned with it. */
  readonly epochs: number | null;
  /** As the recipe has them. */
  readonly planned: number;
  /** Milliseconds. */
  readonly time: number;
}

export type ColumnKey =
  | 'starred'
  | 'name'
  | 'createdAt'
  | 'backbone'
  | 'recipe'
  | 'photos'
  | 'validation'
  | 'test'
  | 'epochs'
  | 'time'
  | 'note';

export interface Sorting {
  readonly key: ColumnKey;
  readonly direction: 'ascending' | 'descending';
}

const shareOf = (judged: EvaluationSummary | null): number | null =>
  judged && judged.total > 0 ? judged.correct / judged.total : null;

export function rowOf(run: Run, cards: readonly Pick<CatalogueCard, 'id' | 'name'>[]): RunRow {
  const { counts, recipe } = run;
  const planned = totalEpochs(recipe);
  const solved = solvesHead(recipe);
  return {
    run,
    name: nameOfRun(run),
    backbone: cards.find(({ id }) => id === recipe.backbone)?.name ?? recipe.backbone,
    recipe: recipeLine(settingsOf(recipe, cards)),
    photos: counts.train + counts.validation + counts.test,
    validation: shareOf(run.validation),
    test: shareOf(run.test),
    epochs: planned === 0 ? null : run.history.filter(({ phase }) => phase > 0 || !solved).length,
    planned,
    time: trainingTime(run.timing),
  };
}

type Value = string | number | null;

function cellValue({ run, ...row }: RunRow, key: ColumnKey): Value {
  switch (key) {
    case 'starred':
      return run.starred ? 1 : 0;
    case 'createdAt':
      return run.createdAt;
    case 'note':
      return run.note.trim() === '' ? null : run.note;
    default:
      return row[key];
  }
}

function compareValues(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareNames(String(a), String(b));
}

/** The rows by a column; those without a value are last either way, and equal ones are newest first. */
export function sortRows(rows: readonly RunRow[], { key, direction }: Sorting): readonly RunRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const a = cellValue(one, key);
    const b = cellValue(other, key);
    const newest = other.run.number - one.run.number;
    if (a === null || b === null) return Number(a === null) - Number(b === null) || newest;
    return sign * compareValues(a, b) || newest;
  });
}

/** How a column is sorted when it is pressed first: what is large or new is on top, words begin with A. */
export function firstDirection(key: ColumnKey): Sorting['direction'] {
  return key === 'name' || key === 'backbone' || key === 'recipe' || key === 'note'
    ? 'ascending'
    : 'descending';
}

/** The rows of a short list: the newest, the starred and the chosen one, in the order of `runs`. */
export function shortList(runs: readonly Run[], chosen: string | null, newest: number): readonly Run[] {
  return runs.filter((run, index) => index < newest || run.starred || run.id === chosen);
}

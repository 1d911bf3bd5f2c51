import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import { durationWords } from '../../core/duration-words.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { intervalWords, percentWords } from '../../core/evaluation/words.ts';
import { useStore } from '../../store/store.ts';
import { mostLines } from '../charts/overlay-marks.ts';
import { Button } from '../primitives/Button.tsx';
import { ScrollRegion } from '../primitives/ScrollRegion.tsx';
import { type ColumnKey, firstDirection, type RunRow, type Sorting, sortRows } from './run-rows.ts';
import { openedWords, whenWords } from './run-words.ts';
import { StarButton } from './StarButton.tsx';
import './RunTable.css';

interface Props {
  readonly rows: readonly RunRow[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  /** Ids of the runs to compare. */
  readonly checked: ReadonlySet<string>;
  readonly onCheck: (id: string, on: boolean) => void;
  readonly onDetails: (id: string) => void;
}

interface Column {
  readonly key: ColumnKey;
  readonly label: string;
  readonly numeric?: boolean;
  readonly cell: (row: RunRow) => ReactNode;
}

/** Rows that are made at once: more would hold the page up. */
const PAGE = 50;

const columns: readonly Column[] = [
  { key: 'createdAt', label: 'Trained', cell: ({ run }) => whenWords(run.createdAt) },
  { key: 'backbone', label: 'Backbone', cell: ({ backbone }) => backbone },
  { key: 'recipe', label: 'Recipe', cell: ({ recipe }) => <span className="run-table-long">{recipe}</span> },
  { key: 'photos', label: 'Photos', numeric: true, cell: ({ photos }) => countWords(photos) },
  {
    key: 'validation',
    label: 'Accuracy on unseen photos',
    numeric: true,
    cell: ({ run }) => (
      <Score
        evaluation={run.validation}
        none="not judged"
        more={run.folds === null ? 'validation' : 'left out in turn'}
      />
    ),
  },
  {
    key: 'test',
    label: 'Test accuracy',
    numeric: true,
    cell: ({ run }) => <Score evaluation={run.test} none={openedWords(run)} more={openedWords(run)} />,
  },
  {
    key: 'epochs',
    label: 'Epochs',
    numeric: true,
    cell: ({ epochs, planned }) =>
      epochs === null ? 'solved' : epochs < planned ? `${epochs} of ${planned}` : epochs,
  },
  { key: 'time', label: 'Time', numeric: true, cell: ({ time }) => durationWords(time) },
  { key: 'note', label: 'Note', cell: ({ run }) => <bdi className="run-table-long">{run.note}</bdi> },
];

/** All runs, a row each; the head of a column sorts by it. */
export function RunTable({ rows, sorting, onSort, checked, onCheck, onDetails }: Props) {
  const currentRunId = useStore((state) => state.currentRunId);
  const [shown, setShown] = useState(PAGE);
  const head = (key: ColumnKey, label: string, numeric = false) => (
    <SortableHead key={key} column={key} label={label} numeric={numeric} sorting={sorting} onSort={onSort} />
  );
  return (
    <>
      <ScrollRegion className="run-table" label="Table of all runs">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Compare</span>
              </th>
              {head('starred', 'Star')}
              {head('name', 'Name')}
              {columns.map(({ key, label, numeric }) => head(key, label, numeric))}
            </tr>
          </thead>
          <tbody>
            {sortRows(rows, sorting)
              .slice(0, shown)
              .map((row) => {
                const { run, name } = row;
                const on = checked.has(run.id);
                return (
                  <tr
                    key={run.id}
                    data-current={run.id === currentRunId || undefined}
                    data-checked={on || undefined}
                  >
                    <td>
                      <label className="run-table-check">
                        <span className="visually-hidden">Compare {name}</span>
                        <input
                          type="checkbox"
                          checked={on}
                          disabled={!on && checked.size >= mostLines}
                          onChange={(event) => onCheck(run.id, event.currentTarget.checked)}
                        />
                      </label>
                    </td>
                    <td>
                      <StarButton run={run} />
                    </td>
                    <th scope="row">
                      <button
                        type="button"
                        className="run-table-name"
                        title={`Details of ${name}`}
                        onClick={() => onDetails(run.id)}
                      >
                        <bdi>{name}</bdi>
                      </button>
                      {run.id === currentRunId && <span className="run-table-current">in use</span>}
                    </th>
                    {columns.map(({ key, numeric, cell }) => (
                      <td key={key} data-numeric={numeric}>
                        {cell(row)}
                      </td>
                    ))}
                  </tr>
                );
              })}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length > shown && (
        <Button className="run-table-more" onClick={() => setShown(shown + PAGE)}>
          Show more: {rows.length - shown} are left
        </Button>
      )}
    </>
  );
}

interface ScoreProps {
  readonly evaluation: EvaluationSummary | null;
  /** Said where there is nothing to judge by. */
  readonly none: string;
  readonly more?: string;
}

/** The accuracy, and below it its interval. */
function Score({ evaluation, none, more }: ScoreProps) {
  if (evaluation === null || evaluation.total === 0) return none;
  const { correct, total } = evaluation;
  return (
    <>
      {percentWords(correct / total)}{' '}
      <span className="run-table-small">
        {intervalWords(correct, total)}
        {more && `, ${more}`}
      </span>
    </>
  );
}

interface HeadProps extends Pick<Props, 'sorting' | 'onSort'> {
  readonly column: ColumnKey;
  readonly label: string;
  readonly numeric: boolean;
}

function SortableHead({ column, label, numeric, sorting, onSort }: HeadProps) {
  const direction = sorting.key === column ? sorting.direction : null;
  const other = direction === 'ascending' ? 'descending' : 'ascending';
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={direction ?? 'none'} data-numeric={numeric || undefined}>
      <button
        type="button"
        className="run-table-sort"
        onClick={() => onSort({ key: column, direction: direction ? other : firstDirection(column) })}
      >
        {label}
        <Arrow size={14} strokeWidth={2} aria-hidden="true" visibility={direction ? 'visible' : 'hidden'} />
      </button>
    </th>
  );
}

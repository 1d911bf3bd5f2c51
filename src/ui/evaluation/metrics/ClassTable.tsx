import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useRef } from 'react';
import { countWords } from '../../../core/count-words.ts';
import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import type { ClassReport } from '../../../core/evaluation/class-metrics.ts';
import { percentNumber } from '../../../core/evaluation/words.ts';
import { ClassSwatch } from '../../primitives/ClassSwatch.tsx';
import { ScrollRegion } from '../../primitives/ScrollRegion.tsx';
import { nextSort, type Sort, type SortKey } from './class-sort.ts';
import './ClassTable.css';

interface Props {
  /** In the order in which they are shown. */
  readonly rows: ClassReport['classes'];
  readonly report: ClassReport;
  /** The run's. */
  readonly classes: readonly ClassLabel[];
  /** Which ones: 'validation photos'. */
  readonly photos: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** The class whose curves are shown: an index into the run's classes. */
  readonly chosen: number | null;
  readonly onChoose: (label: number) => void;
}

const scores = ['precision', 'recall', 'f1', 'averagePrecision'] as const;
const columns: readonly { readonly key: SortKey; readonly label: string }[] = [
  { key: 'name', label: 'Class' },
  { key: 'precision', label: 'Precision' },
  { key: 'recall', label: 'Recall' },
  { key: 'f1', label: 'F1' },
  { key: 'averagePrecision', label: 'AP' },
  { key: 'support', label: 'Photos' },
];
const means = [
  { kind: 'macro', label: 'Macro' },
  { kind: 'weighted', label: 'Weighted' },
] as const;

/** As in ClassTable.css, CSS pixels. */
const rowHeight = 33;

/** The classes with their figures, sortable by each column; a press on a class's name chooses it. Only rows in sight are drawn. */
export function ClassTable({ rows, report, classes, photos, sort, onSort, chosen, onChoose }: Props) {
  const total = rows.reduce((sum, { support }) => sum + support, 0);
  const frame = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const visible = virtualizer.getVirtualItems();
  return (
    <ScrollRegion ref={frame} className="class-table" label="Figures class by class">
      <table aria-rowcount={rows.length + 1 + means.length}>
        <caption className="visually-hidden">Class by class, in per cent, on the {photos}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, label }) => (
              <th
                key={key}
                scope="col"
                aria-sort={sort.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined}
              >
                <button
                  type="button"
                  className="class-table-sort"
                  onClick={() => onSort(nextSort(sort, key))}
                >
                  {label}
                  <SortMark descending={sort.key === key ? sort.descending : null} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={visible[0]?.start ?? 0} />
          {visible.map(({ index }) => {
            const row = rows[index];
            const label = row && classes[row.label];
            if (!label) return null;
            return (
              <ClassRow
                key={row.label}
                row={row}
                index={index}
                label={label}
                chosen={row.label === chosen}
                onChoose={onChoose}
              />
            );
          })}
          <Spacer height={virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0)} />
        </tbody>
        <tfoot>
          {means.map(({ kind, label }, i) => (
            <tr key={kind} aria-rowindex={rows.length + 2 + i}>
              <th scope="row">
                {label} <span className="class-table-mean">mean</span>
              </th>
              {scores.map((key) => (
                <td key={key}>
                  <Share value={report[kind][key]?.value ?? null} />
                </td>
              ))}
              <td>{countWords(total)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

/** What the rows above or below those in sight would take. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 && <tr style={{ height }} />;
}

interface RowProps {
  readonly row: ClassReport['classes'][number];
  readonly index: number;
  readonly label: ClassLabel;
  readonly chosen: boolean;
  readonly onChoose: (label: number) => void;
}

function ClassRow({ row, index, label, chosen, onChoose }: RowProps) {
  return (
    <tr data-chosen={chosen || undefined} aria-rowindex={index + 2}>
      <th scope="row">
        <button
          type="button"
          className="class-table-name"
          aria-pressed={chosen}
          onClick={() => onChoose(row.label)}
        >
          <ClassSwatch colour={label.colour} />
          <span>{label.name}</span>
        </button>
      </th>
      {scores.map((key) => (
        <td key={key}>
          <Share value={row[key]} />
        </td>
      ))}
      <td>{countWords(row.support)}</td>
    </tr>
  );
}

function SortMark({ descending }: { readonly descending: boolean | null }) {
  const shared = { size: 12, strokeWidth: 2, 'aria-hidden': true } as const;
  if (descending === null) return <ChevronsUpDown {...shared} className="class-table-sortable" />;
  return descending ? <ArrowDown {...shared} /> : <ArrowUp {...shared} />;
}

/** A share in per cent; a dash where it is undefined. */
function Share({ value }: { readonly value: number | null }) {
  if (value !== null) return percentNumber(value);
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">undefined</span>
    </>
  );
}

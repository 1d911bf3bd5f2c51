import { useMemo, useState } from 'react';
import type { ConfusionMatrix } from '../../../core/evaluation/confusion.ts';
import { type ClassOrder, classOrder, permuted } from '../../../core/evaluation/confusion-order.ts';
import { Field } from '../../primitives/Field.tsx';
import { Segmented } from '../../primitives/Segmented.tsx';
import { ConfusionGrid } from '../ConfusionGrid.tsx';
import { ConfusionTable } from '../ConfusionTable.tsx';
import type { CellFigures, CellPosition } from '../confusion-words.ts';
import './ConfusionSection.css';

interface Props {
  /** Rows and columns in the run's order, as are `names` and the chosen cell. */
  readonly matrix: ConfusionMatrix;
  readonly names: readonly string[];
  /** The photos that it is about: 'validation photos'. */
  readonly what: string;
  /** Names the section where there is more than one. */
  readonly label?: string;
  readonly selected: CellPosition | null;
  readonly onSelect: (cell: CellPosition) => void;
}

const orders: readonly { readonly value: ClassOrder; readonly label: string }[] = [
  { value: 'given', label: 'As they are' },
  { value: 'name', label: 'By name' },
  { value: 'size', label: 'Most photos first' },
  { value: 'mistakes', label: 'Most mistakes first' },
  { value: 'mixed', label: 'Mixed-up ones together' },
];

/** The confusion matrix with its choices: what its cells say, and how its classes are ordered. */
export function ConfusionSection({
  matrix,
  names,
  what,
  label = 'What is mixed up',
  selected,
  onSelect,
}: Props) {
  const [figures, setFigures] = useState<CellFigures>('counts');
  const [order, setOrder] = useState<ClassOrder>('given');
  const classes = useMemo(() => classOrder(matrix, names, order), [matrix, names, order]);
  const shown = useMemo(() => permuted(matrix, classes), [matrix, classes]);
  const shownNames = useMemo(() => classes.map((label) => names[label] ?? ''), [classes, names]);
  return (
    <section className="evaluation-part" aria-label={label}>
      <h3>
        What is mixed up <span className="evaluation-what">{what}</span>
      </h3>
      <div className="confusion-choices">
        <Segmented
          label="What the cells show"
          value={figures}
          options={[
            { value: 'counts', label: 'Photos' },
            { value: 'shares', label: '% of row' },
          ]}
          onChange={setFigures}
        />
        {names.length > 2 && (
          <Field label="Order" layout="row">
            {(ids) => (
              <select
                {...ids}
                className="field-control"
                value={order}
                onChange={(event) => {
                  const chosen = orders.find(({ value }) => value === event.target.value);
                  if (chosen) setOrder(chosen.value);
                }}
              >
                {orders.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <ConfusionGrid
        matrix={shown}
        names={shownNames}
        figures={figures}
        selected={
          selected && {
            label: classes.indexOf(selected.label),
            predicted: classes.indexOf(selected.predicted),
          }
        }
        onSelect={({ label, predicted }) =>
          onSelect({ label: classes[label] ?? label, predicted: classes[predicted] ?? predicted })
        }
      />
      <ConfusionTable matrix={shown} names={shownNames} />
    </section>
  );
}

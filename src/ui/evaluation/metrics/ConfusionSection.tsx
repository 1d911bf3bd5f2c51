import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import { type ConfusionMatrix, partOf } from '../../../core/evaluation/confusion.ts';
import { type ClassOrder, classOrder } from '../../../core/evaluation/confusion-order.ts';
import { Button } from '../../primitives/Button.tsx';
import { Field } from '../../primitives/Field.tsx';
import { Segmented } from '../../primitives/Segmented.tsx';
import { ConfusionGrid } from '../ConfusionGrid.tsx';
import { ConfusionTable } from '../ConfusionTable.tsx';
import type { CellFigures, CellPosition } from '../confusion-words.ts';
import { MixedUpPairs } from '../MixedUpPairs.tsx';
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

/** Classes up to which the matrix is shown whole, and of more of them those that are shown at once. */
const MOST_WHOLE = 100;
const AT_ONCE = 50;

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
  const many = names.length > MOST_WHOLE;
  // Of many classes the first ones are those that something can be seen of.
  const [order, setOrder] = useState<ClassOrder>(many ? 'mixed' : 'given');
  const [from, setFrom] = useState(0);
  const classes = useMemo(() => classOrder(matrix, names, order), [matrix, names, order]);
  const part = useMemo(() => (many ? classes.slice(from, from + AT_ONCE) : classes), [classes, many, from]);
  const shown = useMemo(() => partOf(matrix, part), [matrix, part]);
  const shownNames = useMemo(() => part.map((label) => names[label] ?? ''), [part, names]);
  const place = selected && {
    label: part.indexOf(selected.label),
    predicted: part.indexOf(selected.predicted),
  };
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
                  if (!chosen) return;
                  setOrder(chosen.value);
                  setFrom(0);
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
      {many && <MixedUpPairs {...{ matrix, names, selected, onSelect }} />}
      {many && (
        <div className="confusion-part">
          <p className="numbers" aria-live="polite">
            Classes {countWords(from + 1)} to {countWords(Math.min(from + AT_ONCE, names.length))} of{' '}
            {countWords(names.length)} in this order. Answers of other classes are not in this part.
          </p>
          <Button
            look="quiet"
            icon={ChevronLeft}
            label="The classes before"
            disabled={from === 0}
            onClick={() => setFrom(from - AT_ONCE)}
          />
          <Button
            look="quiet"
            icon={ChevronRight}
            label="The classes after"
            disabled={from + AT_ONCE >= names.length}
            onClick={() => setFrom(from + AT_ONCE)}
          />
        </div>
      )}
      <ConfusionGrid
        matrix={shown}
        names={shownNames}
        figures={figures}
        selected={place && place.label >= 0 && place.predicted >= 0 ? place : null}
        onSelect={({ label, predicted }) =>
          onSelect({ label: part[label] ?? label, predicted: part[predicted] ?? predicted })
        }
      />
      <ConfusionTable {...(many ? { matrix, names } : { matrix: shown, names: shownNames })} />
    </section>
  );
}

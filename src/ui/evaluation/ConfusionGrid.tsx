import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type ConfusionMatrix, filledCells } from '../../core/evaluation/confusion.ts';
import { countWords } from '../../core/evaluation/words.ts';
import { useWidth } from '../charts/use-width.ts';
import { gridLayout } from './grid-layout.ts';
import './ConfusionGrid.css';

/** A place in the matrix: indices into the run's classes. */
export interface CellPosition {
  readonly label: number;
  readonly predicted: number;
}

interface ConfusionGridProps {
  readonly matrix: ConfusionMatrix;
  /** Names of the classes, in the run's order. */
  readonly names: readonly string[];
  readonly selected: CellPosition | null;
  readonly onSelect: (cell: CellPosition) => void;
}

/** How strongly a cell is filled, per cent: light below half of its row, strong from half on, so that its number stays legible; a cell without a number is strong throughout. */
function fill(share: number, numbered: boolean): number {
  if (!numbered) return 50 + share * 50;
  return share < 0.5 ? 18 + share * 30 : 80 + (share - 0.5) * 40;
}

/** '3 of 12 photos of “daisy” were taken for “tulip”'. */
function cellWords(
  matrix: ConfusionMatrix,
  names: readonly string[],
  { label, predicted }: CellPosition,
): string {
  const count = matrix.counts[label]?.[predicted] ?? 0;
  const total = matrix.labelled[label] ?? 0;
  const of = `${countWords(count)} of ${countWords(total)} photo${total === 1 ? '' : 's'} of “${names[label]}”`;
  const verb = count === 1 ? 'was' : 'were';
  return label === predicted ? `${of} ${verb} recognised` : `${of} ${verb} taken for “${names[predicted]}”`;
}

/** The cell that a key leads to, or null for a key that leads nowhere. */
function moved({ label, predicted }: CellPosition, key: string, size: number): CellPosition | null {
  const within = (index: number) => Math.min(size - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowUp':
      return { label: within(label - 1), predicted };
    case 'ArrowDown':
      return { label: within(label + 1), predicted };
    case 'ArrowLeft':
      return { label, predicted: within(predicted - 1) };
    case 'ArrowRight':
      return { label, predicted: within(predicted + 1) };
    case 'Home':
      return { label, predicted: 0 };
    case 'End':
      return { label, predicted: size - 1 };
    default:
      return null;
  }
}

/**
 * The confusion matrix: labels down, answers across. Only cells with photos are elements, so a hundred classes stay light.
 * One tab stop; arrows move, Enter or a click chooses the cell whose photos are listed.
 */
export function ConfusionGrid({ matrix, names, selected, onSelect }: ConfusionGridProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [active, setActive] = useState<CellPosition | null>(null);
  const size = names.length;
  const layout = gridLayout(width, size);
  const numbered = layout.cell >= 22;
  const rows = useMemo(() => {
    const byLabel = names.map(() => [] as { predicted: number; count: number }[]);
    for (const { label, predicted, count } of filledCells(matrix)) byLabel[label]?.push({ predicted, count });
    return byLabel;
  }, [matrix, names]);
  const cellId = ({ label, predicted }: CellPosition) => `${id}-${label}-${predicted}`;
  const shown = active ?? selected;

  function onKeyDown(event: KeyboardEvent) {
    const from = active ?? { label: 0, predicted: 0 };
    if (event.key === 'Enter' || event.key === ' ') onSelect(from);
    else {
      const next = moved(from, event.key, size);
      if (next === null) return;
      setActive(next);
    }
    event.preventDefault();
  }

  function under(event: PointerEvent): CellPosition | null {
    const box = event.currentTarget.getBoundingClientRect();
    const predicted = Math.floor((event.clientX - box.left - layout.left) / layout.cell);
    const label = Math.floor((event.clientY - box.top - layout.head) / layout.cell);
    const inside = predicted >= 0 && predicted < size && label >= 0 && label < size;
    return inside ? { label, predicted } : null;
  }

  return (
    <div className="confusion">
      <p className="confusion-axis" aria-hidden="true">
        Down: your label. Across: the model’s answer.
      </p>
      <p className="confusion-readout numbers" aria-live="polite">
        {shown === null
          ? 'Point at a cell to read it, choose it to see its photos.'
          : `${cellWords(matrix, names, shown)}.`}
      </p>
      <div ref={frame} className="confusion-scroll">
        {width > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a table would need an element for each of up to 10,000 cells; an ARIA grid may be sparse.
          <div
            role="grid"
            aria-label="Confusion matrix: rows are your labels, columns the model’s answers"
            aria-rowcount={size + 1}
            aria-colcount={size + 1}
            aria-activedescendant={
              active !== null && (matrix.counts[active.label]?.[active.predicted] ?? 0) > 0
                ? cellId(active)
                : undefined
            }
            tabIndex={0}
            className="confusion-grid"
            data-dense={layout.names ? undefined : true}
            style={
              {
                '--cell': `${layout.cell}px`,
                '--left': `${layout.left}px`,
                '--head': `${layout.head}px`,
                gridTemplateColumns: `${layout.left}px repeat(${size}, ${layout.cell}px)`,
                gridTemplateRows: `${layout.head}px repeat(${size}, ${layout.cell}px)`,
              } as CSSProperties
            }
            onKeyDown={onKeyDown}
            onFocus={() => setActive((before) => before ?? selected ?? { label: 0, predicted: 0 })}
            onBlur={() => setActive(null)}
            onPointerMove={(event) => setActive(under(event))}
            onPointerLeave={() => setActive(null)}
            onClick={() => active !== null && onSelect(active)}
          >
            <Bands shown={shown} size={size} />
            {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell. */}
            <div role="row" className="confusion-row" aria-rowindex={1}>
              {names.map((name, predicted) => (
                // biome-ignore lint/a11y/useSemanticElements: see above.
                // biome-ignore lint/a11y/useFocusableInteractive: see above.
                <span
                  role="columnheader"
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is the class's identity within the run.
                  key={predicted}
                  aria-colindex={predicted + 2}
                  className="confusion-column-name"
                  data-shown={layout.names || undefined}
                  data-active={shown?.predicted === predicted || undefined}
                  style={{ gridArea: `1 / ${predicted + 2}` }}
                >
                  {name}
                </span>
              ))}
            </div>
            {rows.map((cells, label) => (
              // biome-ignore lint/a11y/useSemanticElements: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: see above.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              <div role="row" className="confusion-row" key={label} aria-rowindex={label + 2}>
                {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
                <span
                  role="rowheader"
                  aria-colindex={1}
                  className="confusion-row-name"
                  data-shown={layout.names || undefined}
                  data-active={shown?.label === label || undefined}
                  style={{ gridArea: `${label + 2} / 1` }}
                >
                  {names[label]}
                </span>
                {cells.map(({ predicted, count }) => (
                  // biome-ignore lint/a11y/useSemanticElements: see above.
                  // biome-ignore lint/a11y/useFocusableInteractive: see above.
                  <span
                    role="gridcell"
                    key={predicted}
                    id={cellId({ label, predicted })}
                    aria-colindex={predicted + 2}
                    aria-label={cellWords(matrix, names, { label, predicted })}
                    aria-selected={selected?.label === label && selected.predicted === predicted}
                    className="confusion-cell numbers"
                    data-right={label === predicted || undefined}
                    data-strong={count / (matrix.labelled[label] ?? count) >= 0.5 || undefined}
                    style={
                      {
                        gridArea: `${label + 2} / ${predicted + 2}`,
                        '--fill': `${fill(count / (matrix.labelled[label] ?? count), numbered)}%`,
                      } as CSSProperties
                    }
                  >
                    {numbered && count}
                  </span>
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** The row and the column of the cell that is pointed at, tinted. */
function Bands({ shown, size }: { readonly shown: CellPosition | null; readonly size: number }) {
  return (
    <>
      <span
        className="confusion-paper"
        aria-hidden="true"
        style={{ gridArea: `2 / 2 / span ${size} / span ${size}` }}
      />
      {shown !== null && (
        <>
          <span
            className="confusion-band"
            aria-hidden="true"
            style={{ gridArea: `${shown.label + 2} / 2 / auto / span ${size}` }}
          />
          <span
            className="confusion-band"
            aria-hidden="true"
            style={{ gridArea: `2 / ${shown.predicted + 2} / span ${size} / auto` }}
          />
        </>
      )}
    </>
  );
}

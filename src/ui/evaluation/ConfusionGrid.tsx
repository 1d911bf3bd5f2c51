import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { countWords } from '../../core/count-words.ts';
import { type ConfusionMatrix, filledCells } from '../../core/evaluation/confusion.ts';
import { largest } from '../../core/extremes.ts';
import { useWidth } from '../charts/use-width.ts';
import { ConfusionRow, type RowCell } from './ConfusionRow.tsx';
import { type CellFigures, type CellPosition, cellSentence, cellWords } from './confusion-words.ts';
import { fitsCell, gridLayout } from './grid-layout.ts';
import { cellAt, moved } from './grid-moves.ts';
import './ConfusionGrid.css';

interface ConfusionGridProps {
  readonly matrix: ConfusionMatrix;
  /** Names of the classes, in the matrix's order. */
  readonly names: readonly string[];
  readonly figures: CellFigures;
  readonly selected: CellPosition | null;
  readonly onSelect: (cell: CellPosition) => void;
}

/**
 * The confusion matrix: labels down, answers across. Only cells with photos are elements, so a hundred classes stay light.
 * One tab stop; arrows move, Enter or a click chooses the cell whose photos are listed.
 */
export function ConfusionGrid({ matrix, names, figures, selected, onSelect }: ConfusionGridProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [active, setActive] = useState<CellPosition | null>(null);
  const size = names.length;
  const letters = useMemo(() => largest(names.map(({ length }) => length)), [names]);
  const layout = gridLayout(width, size, letters);
  const { rows, most } = useMemo(() => {
    const byLabel: RowCell[][] = names.map(() => []);
    const cells = filledCells(matrix);
    for (const { label, predicted, count } of cells)
      byLabel[label]?.push({
        predicted,
        count,
        id: `${id}-${label}-${predicted}`,
        words: cellWords(matrix, names, { label, predicted }),
      });
    return {
      rows: byLabel,
      most: largest(
        cells.map(({ count }) => count),
        0,
      ),
    };
  }, [matrix, names, id]);
  // Of shares only 100 has three digits, and a full row can be told without it.
  const digits = figures === 'shares' ? 2 : countWords(most).length;
  const written = fitsCell(layout.cell, digits) ? figures : null;
  const named = (index: number) => layout.step > 0 && index % layout.step === 0;
  const shown = active ?? selected;
  const activeId =
    active === null ? undefined : rows[active.label]?.find((c) => c.predicted === active.predicted)?.id;

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

  function under(event: MouseEvent): CellPosition | null {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(event.clientX - box.left, event.clientY - box.top, layout, size);
  }

  function onPointerMove(event: PointerEvent) {
    const cell = under(event);
    // Within one cell nothing changes, and nothing is drawn.
    setActive((before) =>
      before?.label === cell?.label && before?.predicted === cell?.predicted ? before : cell,
    );
  }

  return (
    <div className="confusion">
      <p className="confusion-axis" aria-hidden="true">
        Down: your label. Across: the model’s answer. The fuller the colour, the larger its share of the row.
      </p>
      <p className="confusion-readout numbers" aria-live="polite">
        {shown === null
          ? 'Point at a cell to read it, choose it to see its photos.'
          : cellSentence(matrix, names, shown)}
      </p>
      <div ref={frame} className="confusion-scroll">
        {width > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a table would need an element for each of up to 10,000 cells; an ARIA grid may be sparse.
          <div
            role="grid"
            aria-label="Confusion matrix: rows are your labels, columns the model’s answers"
            aria-rowcount={size + 1}
            aria-colcount={size + 1}
            aria-activedescendant={activeId}
            tabIndex={0}
            className="confusion-grid"
            data-dense={layout.step !== 1 || undefined}
            data-nameless={layout.step === 0 || undefined}
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
            onPointerMove={onPointerMove}
            onPointerLeave={() => setActive(null)}
            onClick={(event) => {
              const cell = under(event);
              if (cell === null) return;
              setActive(cell);
              onSelect(cell);
            }}
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
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is the class's identity within the matrix.
                  key={predicted}
                  aria-colindex={predicted + 2}
                  className="confusion-column-name"
                  data-shown={named(predicted) || undefined}
                  data-active={shown?.predicted === predicted || undefined}
                  style={{ gridArea: `1 / ${predicted + 2}` }}
                >
                  {name}
                </span>
              ))}
            </div>
            {rows.map((cells, label) => (
              <ConfusionRow
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                key={label}
                label={label}
                name={names[label] ?? ''}
                named={named(label)}
                active={shown?.label === label}
                cells={cells}
                total={matrix.labelled[label] ?? 0}
                selected={selected?.label === label ? selected.predicted : null}
                figures={written}
                side={layout.cell}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** The paper below the cells, and bands over the row and the column of the shown cell. */
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

import { type CSSProperties, memo } from 'react';
import { type CellFigures, cellFigure } from './confusion-words.ts';
import { fitsCell } from './grid-layout.ts';

/** A cell of a row with photos in it. */
export interface RowCell {
  readonly predicted: number;
  readonly count: number;
  /** The cell's id in the document, and what it says. */
  readonly id: string;
  readonly words: string;
}

interface Props {
  readonly label: number;
  readonly name: string;
  /** Whether its name is written at its left; screen readers have it anyway. */
  readonly named: boolean;
  /** Whether it is pointed at. */
  readonly active: boolean;
  readonly cells: readonly RowCell[];
  /** Photos of the row. */
  readonly total: number;
  /** The column of the chosen cell, or null. */
  readonly selected: number | null;
  /** What is written in the cells; null where they are too small for it. */
  readonly figures: CellFigures | null;
  /** Of a cell, CSS pixels. */
  readonly side: number;
}

/** How strongly a cell is filled, per cent: light below half of its row, strong from half on, so that its number stays legible; a cell without a number is strong throughout. */
function fill(share: number, numbered: boolean): number {
  if (!numbered) return 50 + share * 50;
  return share < 0.5 ? 18 + share * 30 : 80 + (share - 0.5) * 40;
}

/** One row of the matrix. Kept as it is while the pointer moves over other rows. */
export const ConfusionRow = memo(function ConfusionRow({
  label,
  name,
  named,
  active,
  cells,
  total,
  selected,
  figures,
  side,
}: Props) {
  const written = (count: number) => {
    const figure = figures === null ? '' : cellFigure(count, total, figures);
    return fitsCell(side, figure.length) ? figure : '';
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see ConfusionGrid.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell.
    <div role="row" className="confusion-row" aria-rowindex={label + 2}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <span
        role="rowheader"
        aria-colindex={1}
        className="confusion-row-name"
        data-shown={named || undefined}
        data-active={active || undefined}
        style={{ gridArea: `${label + 2} / 1` }}
      >
        {name}
      </span>
      {cells.map(({ predicted, count, id, words }) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: see above.
        <span
          role="gridcell"
          key={predicted}
          id={id}
          aria-colindex={predicted + 2}
          aria-label={words}
          aria-selected={selected === predicted}
          className="confusion-cell numbers"
          data-right={label === predicted || undefined}
          data-strong={count / total >= 0.5 || undefined}
          style={
            {
              gridArea: `${label + 2} / ${predicted + 2}`,
              '--fill': `${fill(count / total, figures !== null)}%`,
            } as CSSProperties
          }
        >
          {written(count)}
        </span>
      ))}
    </div>
  );
});

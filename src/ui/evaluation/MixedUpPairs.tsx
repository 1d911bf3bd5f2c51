import { useMemo } from 'react';
import { countWords, photoWords } from '../../core/count-words.ts';
import { type ConfusionMatrix, confusions } from '../../core/evaluation/confusion.ts';
import { useShowMore } from '../primitives/use-show-more.tsx';
import type { CellPosition } from './confusion-words.ts';

interface Props {
  readonly matrix: ConfusionMatrix;
  /** Names of the classes, in the matrix's order. */
  readonly names: readonly string[];
  readonly selected: CellPosition | null;
  readonly onSelect: (cell: CellPosition) => void;
}

/** Pairs at first. */
const FIRST = 8;

/** What was mixed up, most often first, for matrices that are too large to look for it in them. A press shows the photos. */
export function MixedUpPairs({ matrix, names, selected, onSelect }: Props) {
  const mixed = useMemo(() => confusions(matrix), [matrix]);
  const { shown, more } = useShowMore(mixed, FIRST);
  if (mixed.length === 0) return null;
  return (
    <div className="mixed-pairs">
      <ol aria-label="Mixed up, most often first">
        {shown.map(({ label, predicted, count }) => (
          <li key={`${label}-${predicted}`}>
            <button
              type="button"
              className="mixed-pair numbers"
              aria-pressed={selected?.label === label && selected.predicted === predicted}
              onClick={() => onSelect({ label, predicted })}
            >
              <bdi>“{names[label]}”</bdi> taken for <bdi>“{names[predicted]}”</bdi>: {countWords(count)} of{' '}
              {photoWords(matrix.labelled[label] ?? count)}
            </button>
          </li>
        ))}
      </ol>
      {more}
    </div>
  );
}

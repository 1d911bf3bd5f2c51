import { useMemo } from 'react';
import { countWords } from '../../core/count-words.ts';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { useShowMore } from '../primitives/use-show-more.tsx';

interface Props {
  /** By class; the last counts those that are none of them. */
  readonly counts: readonly number[];
  readonly classes: readonly ClassLabel[];
  /** Who answered; null where that is gone. */
  readonly by: string | null;
  /** The one that the table is limited to; null: all. */
  readonly chosen: number | null;
  readonly onChoose: (at: number | null) => void;
}

/** Classes at first. */
const FIRST = 60;

/** How many pictures were answered with each class; a press shows only those. */
export function AnswerCounts({ counts, classes, by, chosen, onChoose }: Props) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const there = useMemo(() => [...counts.keys()].filter((at) => counts[at] !== 0), [counts]);
  const { shown, more } = useShowMore(there, FIRST);
  return (
    <fieldset className="many-counts">
      <legend className="many-total numbers">{`${countWords(total)} picture${total === 1 ? '' : 's'} answered${by === null ? '' : ` by ${by}`}`}</legend>
      {shown.map((at) => {
        const label = classes[at];
        return (
          <button
            key={label?.id ?? 'none'}
            type="button"
            className="many-count numbers"
            aria-pressed={chosen === at}
            onClick={() => onChoose(chosen === at ? null : at)}
          >
            {label && <ClassSwatch colour={label.colour} />}
            <span className="many-count-name">{label?.name ?? 'None of these'}</span> {counts[at]}
          </button>
        );
      })}
      {more}
    </fieldset>
  );
}

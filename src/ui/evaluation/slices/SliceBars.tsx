import type { CSSProperties } from 'react';
import { countWords } from '../../../core/count-words.ts';
import type { Slice } from '../../../core/evaluation/slices.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson.ts';
import { intervalWords, percentWords } from '../../../core/evaluation/words.ts';
import { cx } from '../../primitives/cx.ts';
import { sliceBounds, sliceName } from './slice-words.ts';

interface SliceBarsProps {
  readonly slices: readonly Slice[];
  /** Of all photos that are recognised, 0…1. */
  readonly share: number;
  readonly weakest: Slice | null;
  readonly chosen: Slice | null;
  /** null: the one that was chosen is let go. */
  readonly onChoose: (slice: Slice | null) => void;
}

/** One bar a slice, with its interval; each shows its photos when it's chosen. */
export function SliceBars({ slices, share, weakest, chosen, onChoose }: SliceBarsProps) {
  return (
    <ul className="slice-bars numbers" style={{ '--all': share } as CSSProperties}>
      {slices.map((slice) => {
        const { correct, total } = slice;
        const { low, high } = wilsonInterval(correct, total);
        const name = sliceName(slice);
        const bounds = sliceBounds(slice);
        const style = { '--share': correct / total, '--low': low, '--high': high } as CSSProperties;
        return (
          <li key={`${name} ${bounds}`}>
            <button
              type="button"
              className="slice"
              aria-pressed={slice === chosen}
              title={`${percentWords(correct / total)}, most likely ${intervalWords(correct, total)}. Press to see the photos.`}
              onClick={() => onChoose(slice === chosen ? null : slice)}
            >
              <span className="slice-name">
                <bdi>{name}</bdi>
                {bounds && <span className="slice-bounds">{bounds}</span>}
                {slice === weakest && <span className="slice-weakest">weakest</span>}
              </span>
              <span className="slice-count">
                {countWords(correct)} of {countWords(total)}, {percentWords(correct / total)}
              </span>
              <span
                className={cx('slice-track', slice === weakest && 'slice-track-weakest')}
                style={style}
                aria-hidden="true"
              >
                <span className="slice-fill" />
                <span className="slice-interval" />
                <span className="slice-all" />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

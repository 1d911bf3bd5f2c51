import { type CSSProperties, type ReactNode, useState } from 'react';
import type { Fold } from '../../../core/evaluation/cross-validation.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson.ts';
import { accuracyWords, percentNumber } from '../../../core/evaluation/words.ts';
import { along, type DotPlace, dotPlaces, shareRange, shareTicks } from './fold-layout.ts';
import './FoldDots.css';

interface Score {
  readonly correct: number;
  readonly total: number;
}

interface FoldDotsProps {
  readonly models: readonly Fold[];
  /** Of each repeat, all its folds together. */
  readonly repeats: readonly Score[];
  /** The run's own validation result; null: it has none. */
  readonly run: Score | null;
}

interface Row {
  readonly name: string;
  readonly whole: Score;
  readonly dots: readonly (Score & { readonly name: string })[];
}

const shareOf = ({ correct, total }: Score): number => correct / total;

/** Each part's result as a dot on the line of its repeat, over the interval of all its photos; below, the run's own. */
export function FoldDots({ models, repeats, run }: FoldDotsProps) {
  const [pointed, setPointed] = useState<string | null>(null);
  const rows: readonly Row[] = repeats.map((whole, repeat) => ({
    name: repeats.length > 1 ? `Repeat ${repeat + 1}` : 'The parts',
    whole,
    dots: models
      .filter((model) => model.repeat === repeat)
      .map((model, part) => ({ ...model, name: `Part ${part + 1}` })),
  }));
  const intervals = [...repeats, ...(run ? [run] : [])].map(({ correct, total }) =>
    wilsonInterval(correct, total),
  );
  const range = shareRange([...models.map(shareOf), ...intervals.flatMap(({ low, high }) => [low, high])]);
  return (
    <figure className="fold-dots">
      <figcaption>
        <span className="fold-dots-title">Right answers, %</span>
        <span className="fold-dots-readout numbers">{pointed ?? 'Each dot is one part'}</span>
      </figcaption>
      <div aria-hidden="true" onPointerLeave={() => setPointed(null)}>
        {rows.map(({ name, whole, dots }) => (
          <FoldRow key={name} name={name} whole={whole} range={range}>
            {dotPlaces(dots.map(shareOf), range).map((place, i) => {
              const dot = dots[i];
              return (
                dot && (
                  <Mark
                    key={dot.name}
                    look="fold-dot"
                    place={place}
                    onPoint={() => setPointed(`${dot.name}: ${accuracyWords(dot.correct, dot.total)}`)}
                  />
                )
              );
            })}
          </FoldRow>
        ))}
        {run && (
          <FoldRow name="This run" whole={run} range={range}>
            <Mark
              look="fold-run"
              place={{ at: along(shareOf(run), range), lift: 0 }}
              onPoint={() => setPointed(`The run: ${accuracyWords(run.correct, run.total)}`)}
            />
          </FoldRow>
        )}
        <div className="fold-row">
          <span />
          <div className="fold-axis numbers">
            {shareTicks(range).map((tick) => (
              <span key={tick} style={{ left: `${along(tick, range) * 100}%` }}>
                {percentNumber(tick)}
              </span>
            ))}
          </div>
        </div>
      </div>
      <p className="fold-dots-legend">
        Bars: where 95 % of such results lie by chance alone. Line: all parts together.
      </p>
    </figure>
  );
}

interface FoldRowProps {
  readonly name: string;
  readonly whole: Score;
  readonly range: readonly [number, number];
  readonly children: ReactNode;
}

/** A name, and a line with the interval of all its photos, their share, and marks. */
function FoldRow({ name, whole, range, children }: FoldRowProps) {
  const { low, high } = wilsonInterval(whole.correct, whole.total);
  const left = along(low, range);
  return (
    <div className="fold-row">
      <span className="fold-row-name numbers">{name}</span>
      <div className="fold-line">
        <span
          className="fold-interval"
          style={{ left: `${left * 100}%`, width: `${(along(high, range) - left) * 100}%` }}
        />
        <span className="fold-whole" style={{ left: `${along(shareOf(whole), range) * 100}%` }} />
        {children}
      </div>
    </div>
  );
}

interface MarkProps {
  readonly look: 'fold-dot' | 'fold-run';
  readonly place: DotPlace;
  readonly onPoint: () => void;
}

function Mark({ look, place, onPoint }: MarkProps) {
  const style: CSSProperties = { left: `${place.at * 100}%`, translate: `-50% calc(-50% - ${place.lift}px)` };
  return <span className={look} style={style} onPointerEnter={onPoint} />;
}

import { useRef, useState } from 'react';
import { photoWords } from '../../../core/count-words.ts';
import { largest } from '../../../core/extremes.ts';
import { useWidth } from '../../charts/use-width.ts';
import { scoreWords } from './certainty-words.ts';
import type { ScoreBin } from './score-bins.ts';
import './Certainty.css';

interface Props {
  /** Of the same width, in order; one at least. */
  readonly bins: readonly ScoreBin[];
  /** What lies below is called none of the classes; null: nothing is. */
  readonly threshold: number | null;
}

const left = 44;
const right = 12;
const top = 22;
const plotHeight = 120;
const bottom = 40;
const height = top + plotHeight + bottom;

/** How alike the photos are to the classes, right and wrong answers apart, with the line under which none is named. */
export function ScoreHistogram({ bins, threshold }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [pointed, setPointed] = useState<number | null>(null);
  const across = Math.max(1, width - left - right);
  const first = bins[0]?.from ?? 0;
  const span = (bins.at(-1)?.to ?? 1) - first || 1;
  const x = (score: number) => left + ((score - first) / span) * across;
  const most = largest(
    bins.map((bin) => bin.right + bin.wrong),
    1,
  );
  const y = (count: number) => top + (1 - count / most) * plotHeight;
  const shown = pointed === null ? undefined : bins[pointed];
  const line = threshold === null ? null : Math.min(left + across, Math.max(left, x(threshold)));

  return (
    <figure className="certainty-chart">
      <figcaption>
        <span className="certainty-title">Photos</span>
        <span className="certainty-key">
          <svg width="12" height="12" aria-hidden="true">
            <rect className="score-right" width="12" height="12" />
          </svg>
          right answer
        </span>
        <span className="certainty-key">
          <svg width="12" height="12" aria-hidden="true">
            <rect className="score-wrong" width="12" height="12" />
          </svg>
          wrong answer
        </span>
      </figcaption>
      <p className="certainty-readout numbers">
        {shown
          ? `${scoreWords(shown.from)} to ${scoreWords(shown.to)}: ${photoWords(shown.right)} right, ${shown.wrong} wrong`
          : 'What lies left of the line is called none of these.'}
      </p>
      <div ref={frame} style={{ height }} aria-hidden="true">
        {width > 0 && (
          <svg
            width={width}
            height={height}
            onPointerMove={(event) => {
              const at = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
              setPointed(Math.min(bins.length - 1, Math.max(0, Math.floor((at / across) * bins.length))));
            }}
            onPointerLeave={() => setPointed(null)}
          >
            <title>Histogram of the score</title>
            {[0, most].map((count) => (
              <g key={count}>
                <line className="chart-grid" x1={left} x2={left + across} y1={y(count)} y2={y(count)} />
                <text
                  className="chart-tick"
                  x={left - 6}
                  y={y(count)}
                  textAnchor="end"
                  dominantBaseline="central"
                >
                  {count}
                </text>
              </g>
            ))}
            {bins.map((bin, i) => {
              const from = x(bin.from) + 0.5;
              const wide = Math.max(1, x(bin.to) - x(bin.from) - 1);
              return (
                <g key={bin.from} data-pointed={i === pointed || undefined}>
                  <rect
                    className="score-right"
                    x={from}
                    width={wide}
                    y={y(bin.right)}
                    height={y(0) - y(bin.right)}
                  />
                  <rect
                    className="score-wrong"
                    x={from}
                    width={wide}
                    y={y(bin.right + bin.wrong)}
                    height={y(bin.right) - y(bin.right + bin.wrong)}
                  />
                </g>
              );
            })}
            <text className="chart-tick" x={left} y={height - 26} textAnchor="middle">
              {scoreWords(first)}
            </text>
            <text className="chart-tick" x={left + across} y={height - 26} textAnchor="end">
              {scoreWords(first + span)}
            </text>
            <text className="chart-label" x={left + across / 2} y={height - 6} textAnchor="middle">
              How much it looks like one of the classes
            </text>
            {line !== null && threshold !== null && (
              <>
                <line
                  className="score-threshold"
                  x1={line}
                  x2={line}
                  y1={top - 6}
                  y2={top + plotHeight + 4}
                />
                <text
                  className="chart-mark"
                  x={line + (line > left + across * 0.6 ? -6 : 6)}
                  y={top - 10}
                  textAnchor={line > left + across * 0.6 ? 'end' : 'start'}
                >
                  {`none of these under ${scoreWords(threshold)}`}
                </text>
              </>
            )}
          </svg>
        )}
      </div>
    </figure>
  );
}

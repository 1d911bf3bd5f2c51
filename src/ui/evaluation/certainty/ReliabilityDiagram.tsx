import { useRef, useState } from 'react';
import type { ReliabilityBin } from '../../../core/evaluation/calibration.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson.ts';
import { largest } from '../../../core/extremes.ts';
import { useWidth } from '../../charts/use-width.ts';
import { binWords } from './certainty-words.ts';
import './Certainty.css';

interface Props {
  /** With the run's temperature: what the person is told. */
  readonly after: readonly ReliabilityBin[];
  /** Without it; none where the run has no temperature. */
  readonly before: readonly ReliabilityBin[];
}

const left = 44;
const right = 12;
const top = 12;
const plotHeight = 200;
const stripTop = top + plotHeight + 8;
const stripHeight = 28;
const bottom = 40;
const height = stripTop + stripHeight + bottom;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Reliability diagram: how often answers were right against how sure the model said it was. A point is a bin; the line
 * through it, its 95 % interval. Below, how many photos each bin has.
 */
export function ReliabilityDiagram({ after, before }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [pointed, setPointed] = useState<number | null>(null);
  const across = Math.max(0, width - left - right);
  const x = (share: number) => left + share * across;
  const y = (share: number) => top + (1 - share) * plotHeight;
  const filled = after.filter(({ count }) => count > 0);
  const most = largest(
    filled.map(({ count }) => count),
    1,
  );
  const shown = pointed === null ? undefined : filled[pointed];

  function point(clientX: number, box: DOMRect) {
    const share = (clientX - box.left - left) / Math.max(1, across);
    const distance = ({ confidence }: ReliabilityBin) => Math.abs(confidence - share);
    const nearest = filled.reduce<number>(
      (best, bin, i) => (distance(bin) < distance(filled[best] ?? bin) ? i : best),
      0,
    );
    setPointed(nearest);
  }

  return (
    <figure className="certainty-chart">
      <figcaption>
        <span className="certainty-title">How often it was right, %</span>
        <span className="certainty-key">
          <svg width="12" height="12" aria-hidden="true">
            <circle className="reliability-after" cx="6" cy="6" r="4.5" />
          </svg>
          as you are told
        </span>
        {before.length > 0 && (
          <span className="certainty-key">
            <svg width="12" height="12" aria-hidden="true">
              <path className="reliability-before" d={diamond(6, 6)} />
            </svg>
            before the temperature
          </span>
        )}
      </figcaption>
      <p className="certainty-readout numbers">
        {shown ? binWords(shown) : 'On the dashed line it would be exactly as sure as it should be.'}
      </p>
      <div ref={frame} style={{ height }} aria-hidden="true">
        {width > 0 && (
          <svg
            width={width}
            height={height}
            onPointerMove={(event) => point(event.clientX, event.currentTarget.getBoundingClientRect())}
            onPointerLeave={() => setPointed(null)}
          >
            <title>Reliability diagram</title>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className="chart-grid" x1={left} x2={left + across} y1={y(tick)} y2={y(tick)} />
                <text
                  className="chart-tick"
                  x={left - 6}
                  y={y(tick)}
                  textAnchor="end"
                  dominantBaseline="central"
                >
                  {tick * 100}
                </text>
                <text className="chart-tick" x={x(tick)} y={height - 26} textAnchor="middle">
                  {tick * 100}
                </text>
              </g>
            ))}
            <text className="chart-label" x={left + across / 2} y={height - 6} textAnchor="middle">
              How sure it said it was, %
            </text>
            <text
              className="chart-tick"
              x={left - 6}
              y={stripTop + stripHeight / 2}
              textAnchor="end"
              dominantBaseline="central"
            >
              photos
            </text>
            <line className="chart-ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
            {filled.map((bin, i) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
                key={i}
                className="reliability-count"
                data-pointed={i === pointed || undefined}
                x={x(bin.from) + 0.5}
                width={Math.max(1, x(bin.to) - x(bin.from) - 1)}
                y={stripTop + stripHeight * (1 - bin.count / most)}
                height={Math.max(1, (stripHeight * bin.count) / most)}
              />
            ))}
            <polyline className="reliability-before-line" points={line(before, x, y)} />
            {before.map(
              ({ count, confidence, accuracy }, i) =>
                count > 0 && (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
                  <path key={i} className="reliability-before" d={diamond(x(confidence), y(accuracy))} />
                ),
            )}
            {filled.map(({ count, confidence, accuracy }, i) => {
              const { low, high } = wilsonInterval(accuracy * count, count);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
                <g key={i}>
                  <line
                    className="reliability-interval"
                    x1={x(confidence)}
                    x2={x(confidence)}
                    y1={y(low)}
                    y2={y(high)}
                  />
                  <circle
                    className="reliability-after"
                    cx={x(confidence)}
                    cy={y(accuracy)}
                    r={i === pointed ? 7 : 4.5}
                  />
                </g>
              );
            })}
          </svg>
        )}
      </div>
    </figure>
  );
}

const diamond = (x: number, y: number): string => `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}Z`;

function line(
  bins: readonly ReliabilityBin[],
  x: (share: number) => number,
  y: (share: number) => number,
): string {
  return bins
    .filter(({ count }) => count > 0)
    .map(({ confidence, accuracy }) => `${x(confidence)},${y(accuracy)}`)
    .join(' ');
}

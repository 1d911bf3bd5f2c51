import type { RefObject } from 'react';
import { inkNames } from './plot.ts';
import './CurveChart.css';

interface Props {
  /** What the y-axis shows, with its unit: 'Accuracy, %'. */
  readonly title: string;
  /** The numbers at the pointer, else the latest, in words. */
  readonly readout: string;
  readonly height: number;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly inkwell: RefObject<HTMLSpanElement | null>;
}

/** The place that a chart is drawn in: title, readout, canvas, and the colours that the canvas uses. */
export function ChartFigure({ title, readout, height, frame, inkwell }: Props) {
  return (
    <figure className="curve-chart">
      <figcaption>
        <span className="curve-chart-title">{title}</span>
        <span className="curve-chart-readout numbers">{readout}</span>
      </figcaption>
      <div ref={frame} className="curve-chart-frame" style={{ height }} aria-hidden="true" />
      <span ref={inkwell} hidden>
        {inkNames.map((name) => (
          <span key={name} className={`curve-ink-${name}`} />
        ))}
      </span>
    </figure>
  );
}

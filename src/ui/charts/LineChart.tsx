import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { ChartFigure } from './ChartFigure.tsx';
import { lineOptions } from './line-plot.ts';
import { usePlot } from './use-plot.ts';

export interface LinePoint {
  readonly x: number;
  readonly y: number;
}

interface Props {
  /** What the y-axis shows, with its unit. */
  readonly title: string;
  /** What the x-axis shows, with its unit. */
  readonly across: string;
  readonly logarithmic?: boolean;
  /** At least two, by rising x. */
  readonly points: readonly LinePoint[];
  /** Ends of the y-axis. */
  readonly range: readonly [number, number];
  readonly dot: (LinePoint & { readonly words: string }) | null;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** One point in words, for the readout. */
  readonly words: (point: LinePoint) => string;
}

const height = 150;

/** One line: what is under the pointer, else the dot's place, is said in words above it. */
export default function LineChart(props: Props) {
  const { title, points, dot, words } = props;
  const frame = useRef<HTMLDivElement>(null);
  const inkwell = useRef<HTMLSpanElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const data = useMemo<uPlot.AlignedData>(
    () => [points.map(({ x }) => x), points.map(({ y }) => y)],
    [points],
  );
  usePlot({
    frame,
    inkwell,
    height,
    data,
    drawn: dot,
    options: (ink, font, width) =>
      lineOptions(
        {
          ink,
          font,
          across: props.across,
          logarithmic: props.logarithmic ?? false,
          x: () => ends(latest.current.points),
          y: () => latest.current.range,
          formatX: (value) => latest.current.formatX(value),
          formatY: (value) => latest.current.formatY(value),
          dot: () => latest.current.dot,
          onPoint: setPointed,
        },
        width,
        height,
      ),
  });
  const shown = (pointed === null ? undefined : points[pointed]) ?? dot;
  return (
    <ChartFigure
      title={title}
      readout={shown ? words(shown) : ''}
      height={height}
      frame={frame}
      inkwell={inkwell}
    />
  );
}

function ends(points: readonly LinePoint[]): [number, number] {
  return [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
}

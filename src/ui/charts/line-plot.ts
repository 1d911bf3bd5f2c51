import type uPlot from 'uplot';
import { type Ink, plotAxis, writeOver } from './plot.ts';

export interface LinePlotSettings {
  readonly ink: Ink;
  readonly font: string;
  /** What the x-axis shows, with its unit. */
  readonly across: string;
  /** Powers of ten along the x-axis. */
  readonly logarithmic: boolean;
  /** Ends of the axes, now. */
  readonly x: () => readonly [number, number];
  readonly y: () => readonly [number, number];
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** A place on the line with its words, now. */
  readonly dot: () => { readonly x: number; readonly y: number; readonly words: string } | null;
  readonly onPoint: (index: number | null) => void;
}

/** A filled dot with a ring, a dashed line down to the axis, and its words at its side. */
function drawDot(plot: uPlot, { ink, font, dot }: LinePlotSettings): void {
  const at = dot();
  if (at === null) return;
  const scale = devicePixelRatio;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at.x, 'x', true);
  const y = plot.valToPos(at.y, 'y', true);
  ctx.save();
  ctx.strokeStyle = ink('muted');
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = ink('validation');
  ctx.beginPath();
  ctx.arc(x, y, 4.5 * scale, 0, 2 * Math.PI);
  ctx.fill();
  ctx.font = `600 ${12 * scale}px ${font}`;
  ctx.fillStyle = ink('validation');
  ctx.textBaseline = 'bottom';
  // Both kinds of lines mostly fall, so there is room above on the right.
  const beside = x + 8 * scale;
  const fits = beside + ctx.measureText(at.words).width < bbox.left + bbox.width + 12 * scale;
  ctx.textAlign = fits ? 'left' : 'right';
  const left = fits ? beside : x - 8 * scale;
  writeOver(ctx, ink, at.words, left, Math.max(bbox.top + 14 * scale, y - 4 * scale));
  ctx.restore();
}

/** What uPlot is told for one line over a linear or logarithmic axis, with a dot on it. */
export function lineOptions(settings: LinePlotSettings, width: number, height: number): uPlot.Options {
  const { ink, font, across, logarithmic, x, y, formatX, formatY, onPoint } = settings;
  const axis = plotAxis(ink, font);
  return {
    width,
    height,
    padding: [10, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, distr: logarithmic ? 3 : 1, range: () => [...x()] },
      y: { range: () => [...y()] },
    },
    series: [{}, { stroke: () => ink('validation'), width: 2, points: { show: false } }],
    axes: [
      {
        ...axis,
        label: across,
        labelSize: 16,
        size: 24,
        grid: { show: false },
        values: (_, splits) => splits.map((split) => (split === null ? '' : formatX(split))),
        ...(logarithmic ? { space: 40 } : { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] }),
      },
      { ...axis, size: 52, gap: 4, values: (_, splits) => splits.map(formatY) },
    ],
    hooks: {
      draw: [(plot) => drawDot(plot, settings)],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

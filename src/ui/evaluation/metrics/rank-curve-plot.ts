import type uPlot from 'uplot';
import { type Ink, plotAxis, writeOver } from '../../charts/plot.ts';

export interface RankCurveSettings {
  readonly ink: Ink;
  readonly font: string;
  /** What the x-axis shows, with its unit. */
  readonly across: string;
  /** Whether guessing gives the diagonal rather than a level line. */
  readonly diagonal: () => boolean;
  /** The place on the line of the photos that are at least 50 % sure, per cent; null where there are none. */
  readonly dot: () => { readonly x: number; readonly y: number } | null;
  readonly onPoint: (index: number | null) => void;
}

/** 'guessing' on its line, where the curve is far. */
function drawGuess(plot: uPlot, { ink, font, diagonal }: RankCurveSettings): void {
  const scale = devicePixelRatio;
  const { ctx, data } = plot;
  const level = data[2]?.[0];
  if (level === null || level === undefined) return;
  const at = diagonal() ? { x: 60, y: 60 } : { x: 2, y: level };
  ctx.save();
  ctx.font = `400 ${12 * scale}px ${font}`;
  ctx.fillStyle = ink('muted');
  ctx.textAlign = 'left';
  const above = !diagonal() && level < 80;
  ctx.textBaseline = above ? 'bottom' : 'top';
  const y = plot.valToPos(at.y, 'y', true) + (above ? -4 : 4) * scale;
  writeOver(ctx, ink, 'guessing', plot.valToPos(at.x, 'x', true) + 4 * scale, y);
  ctx.restore();
}

/** A filled dot where photos are 50 % sure, with these words beside it. */
function drawDot(plot: uPlot, { ink, font, dot }: RankCurveSettings): void {
  const at = dot();
  if (at === null) return;
  const scale = devicePixelRatio;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at.x, 'x', true);
  const y = plot.valToPos(at.y, 'y', true);
  ctx.save();
  ctx.fillStyle = ink('validation');
  ctx.beginPath();
  ctx.arc(x, y, 4.5 * scale, 0, 2 * Math.PI);
  ctx.fill();
  ctx.font = `600 ${12 * scale}px ${font}`;
  const rightHalf = x > bbox.left + bbox.width / 2;
  ctx.textAlign = rightHalf ? 'right' : 'left';
  ctx.textBaseline = 'top';
  // Below the line: there is room there under both kinds of curves.
  writeOver(ctx, ink, '50 % sure', x + (rightHalf ? -8 : 8) * scale, y + 6 * scale);
  ctx.restore();
}

/** What uPlot is told: the curve, dashed what guessing gives, per cent on both axes. */
export function rankCurveOptions(settings: RankCurveSettings, width: number, height: number): uPlot.Options {
  const { ink, font, across, onPoint } = settings;
  const axis = plotAxis(ink, font);
  const incrs = [10, 25, 50, 100];
  return {
    width,
    height,
    padding: [10, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: false, range: () => [0, 100] }, y: { range: () => [0, 100] } },
    series: [
      {},
      { stroke: () => ink('validation'), width: 2, points: { show: false } },
      { stroke: () => ink('muted'), width: 1, dash: [3, 3], points: { show: false } },
    ],
    axes: [
      { ...axis, label: across, labelSize: 16, size: 24, incrs, grid: { show: false } },
      { ...axis, size: 36, gap: 4, incrs },
    ],
    hooks: {
      draw: [
        (plot) => {
          drawGuess(plot, settings);
          drawDot(plot, settings);
        },
      ],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

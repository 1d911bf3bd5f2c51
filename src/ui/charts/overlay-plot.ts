import type uPlot from 'uplot';
import { lastPoint } from './curve-data.ts';
import { stackLabels } from './overlay-data.ts';
import { lineMarks } from './overlay-marks.ts';
import { type Ink, plotAxis, writeOver } from './plot.ts';

export interface OverlayPlotSettings {
  readonly ink: Ink;
  /** Of the line with that index, asked at each drawing. */
  readonly colour: (index: number) => string;
  readonly font: string;
  readonly names: readonly string[];
  /** What the x-axis counts: 'Epoch'. */
  readonly step: string;
  /** Ends of the y-axis. */
  readonly range: readonly [number, number];
  readonly onPoint: (index: number | null) => void;
}

/** From this width on, pixels, the lines' ends have room for names. */
const wide = 420;
const LABEL = 112;

/** As much of a name as there is room for. */
function shortened(ctx: CanvasRenderingContext2D, name: string, width: number): string {
  if (ctx.measureText(name).width <= width) return name;
  const letters = [...name];
  while (letters.length > 1 && ctx.measureText(`${letters.join('')}…`).width > width) letters.pop();
  return `${letters.join('')}…`;
}

/** A dot at the end of each line, and the run's name beside it where there is room. */
function drawEnds(plot: uPlot, { ink, colour, font, names }: OverlayPlotSettings): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  const epochs = Array.from(plot.data[0]);
  const ends = names.map((_, i) => lastPoint(epochs, Array.from(plot.data[i + 1] ?? [])));
  const x = ends.map((end) => (end ? plot.valToPos(end.epoch, 'x', true) : 0));
  const y = ends.map((end) => (end ? plot.valToPos(end.value, 'y', true) : null));
  const labels = stackLabels(y, 15 * scale, bbox.top + bbox.height - 6 * scale);
  ctx.save();
  ctx.font = `600 ${12 * scale}px ${font}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  names.forEach((name, i) => {
    const end = y[i];
    const label = labels[i];
    if (end === null || end === undefined || label === null || label === undefined) return;
    ctx.fillStyle = colour(i);
    ctx.beginPath();
    ctx.arc(x[i] ?? 0, end, 3.5 * scale, 0, 2 * Math.PI);
    ctx.fill();
    if (plot.width >= wide)
      writeOver(
        ctx,
        ink,
        shortened(ctx, name, (LABEL - 12) * scale),
        bbox.left + bbox.width + 8 * scale,
        label,
      );
  });
  ctx.restore();
}

/** What uPlot is told for one line a run, each with its colour and dash, and its name at its end. */
export function overlayOptions(settings: OverlayPlotSettings, width: number, height: number): uPlot.Options {
  const { ink, colour, font, names, step, range, onPoint } = settings;
  const axis = plotAxis(ink, font);
  return {
    width,
    height,
    padding: [10, (plot) => (plot.width >= wide ? LABEL : 12), 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: (_, min, max) => [Math.min(min, 1), Math.max(2, max)] },
      y: { range: () => [...range] },
    },
    series: [
      {},
      ...names.map(
        (_, index): uPlot.Series => ({
          stroke: () => colour(index),
          width: 2,
          dash: [...(lineMarks[index]?.dash ?? [])],
          points: { show: false },
        }),
      ),
    ],
    axes: [
      {
        ...axis,
        label: step,
        labelSize: 16,
        size: 24,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500],
        grid: { show: false },
      },
      { ...axis, size: 40, gap: 4 },
    ],
    hooks: {
      draw: [(plot) => drawEnds(plot, settings)],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

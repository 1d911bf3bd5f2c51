import type uPlot from 'uplot';
import { lastPoint } from './curve-data.ts';
import { spread } from './scale.ts';

export type UPlot = typeof uPlot;

let loading: Promise<UPlot> | null = null;

/** The charting library, fetched when the first curve is drawn. */
export function loadUPlot(): Promise<UPlot> {
  loading ??= Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(
    ([library]) => library.default,
  );
  return loading;
}

/** Colours as the canvas wants them. Asked at each drawing, so that a change of theme needs no more than a redraw. */
export type InkName = 'text' | 'muted' | 'grid' | 'training' | 'validation';
export type Ink = (name: InkName) => string;

export interface CurvePlotSettings {
  readonly ink: Ink;
  readonly font: string;
  /** Top of the y-axis, now. */
  readonly top: () => number;
  /** Right end of the x-axis, now. */
  readonly epochs: () => number;
  /** The epoch to mark, now. */
  readonly best: () => number | null;
  /** A value with its unit, for the label at the line's end. */
  readonly format: (value: number) => string;
  readonly onPoint: (index: number | null) => void;
}

const names = ['training', 'validation'] as const;
/** From this width on, pixels, the labels have room for their names. */
const wide = 380;

/** Writes name and value beside the last point of each line. */
function drawLabels(plot: uPlot, { ink, font, format }: CurvePlotSettings): void {
  const epochs = Array.from(plot.data[0]);
  const scale = devicePixelRatio;
  const named = plot.width >= wide;
  const ends = names.map((_, i) => lastPoint(epochs, Array.from(plot.data[i + 1] ?? [])));
  const y = ends.map((end) => (end === null ? Number.NaN : plot.valToPos(end.value, 'y', true)));
  const [first = Number.NaN, second = Number.NaN] = y;
  const centres =
    Number.isNaN(first) || Number.isNaN(second) ? [first, second] : spread([first, second], 16 * scale);
  const x = Math.max(...ends.map((end) => (end === null ? 0 : plot.valToPos(end.epoch, 'x', true))));
  plot.ctx.save();
  plot.ctx.textBaseline = 'middle';
  plot.ctx.textAlign = 'left';
  names.forEach((name, i) => {
    const end = ends[i];
    const centre = centres[i];
    if (end === null || end === undefined || centre === undefined) return;
    plot.ctx.font = `${name === 'validation' ? 600 : 400} ${12 * scale}px ${font}`;
    plot.ctx.fillStyle = ink(name);
    plot.ctx.fillText(named ? `${name} ${format(end.value)}` : format(end.value), x + 8 * scale, centre);
  });
  plot.ctx.restore();
}

/** Marks the best epoch: a dashed line, its number at the bottom, a ring on the validation line. */
function drawBest(plot: uPlot, { ink, font, best }: CurvePlotSettings): void {
  const epoch = best();
  if (epoch === null) return;
  const scale = devicePixelRatio;
  const index = plot.data[0].indexOf(epoch);
  const value = plot.data[2]?.[index];
  const x = plot.valToPos(epoch, 'x', true);
  const { top, height, left, width } = plot.bbox;
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = ink('muted');
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
  if (value !== null && value !== undefined) {
    ctx.setLineDash([]);
    ctx.lineWidth = 2 * scale;
    ctx.strokeStyle = ink('validation');
    ctx.beginPath();
    ctx.arc(x, plot.valToPos(value, 'y', true), 5 * scale, 0, 2 * Math.PI);
    ctx.stroke();
  }
  const rightHalf = x > left + width / 2;
  ctx.font = `400 ${12 * scale}px ${font}`;
  ctx.fillStyle = ink('muted');
  ctx.textAlign = rightHalf ? 'right' : 'left';
  ctx.textBaseline = 'middle';
  const lower = value !== null && value !== undefined && plot.valToPos(value, 'y', true) < top + height / 2;
  ctx.fillText(
    `best: epoch ${epoch}`,
    x + (rightHalf ? -6 : 6) * scale,
    lower ? top + height - 10 * scale : top + 10 * scale,
  );
  ctx.restore();
}

/** What uPlot is told: training thin, validation bold, axes that never jump, labels at the lines' ends. */
export function curveOptions(settings: CurvePlotSettings, width: number, height: number): uPlot.Options {
  const { ink, font, top, epochs, onPoint } = settings;
  const lonePoint = (plot: uPlot, series: number) =>
    Array.from(plot.data[series] ?? []).filter((value) => value !== null).length === 1;
  const axis = {
    stroke: () => ink('muted'),
    font: `12px ${font}`,
    labelFont: `12px ${font}`,
    grid: { stroke: () => ink('grid'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [14, (plot) => (plot.width >= wide ? 116 : 56), 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: () => [0, Math.max(1, epochs())] },
      y: { range: () => [0, top() || 1] },
    },
    series: [
      {},
      { stroke: () => ink('training'), width: 1, spanGaps: true, points: { show: lonePoint } },
      { stroke: () => ink('validation'), width: 2.5, spanGaps: true, points: { show: lonePoint } },
    ],
    axes: [
      {
        ...axis,
        label: 'Epoch',
        labelSize: 16,
        size: 24,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500],
        grid: { show: false },
      },
      { ...axis, size: 36, gap: 4 },
    ],
    hooks: {
      draw: [
        (plot) => {
          drawBest(plot, settings);
          drawLabels(plot, settings);
        },
      ],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

import type uPlot from 'uplot';
import type { Unseen } from '../../core/evaluation/words.ts';
import { largest } from '../../core/extremes.ts';
import { lastPoint } from './curve-data.ts';
import type { Mark, PhaseMark } from './curve-marks.ts';
import { type Ink, plotAxis, writeOver } from './plot.ts';
import { spread } from './scale.ts';

export interface CurvePlotSettings {
  readonly ink: Ink;
  readonly font: string;
  /** Top of the y-axis, now. */
  readonly top: () => number;
  /** What the x-axis counts. */
  readonly step: string;
  /** What the photos of the second line are called, now. */
  readonly unseen: () => Unseen;
  /** Right end of the x-axis, now. */
  readonly epochs: () => number;
  /** The epoch to mark, now. */
  readonly mark: () => Mark | null;
  /** Where phases begin, now. */
  readonly phases: () => readonly PhaseMark[];
  /** A value with its unit, for the label at the line's end. */
  readonly format: (value: number) => string;
  readonly onPoint: (index: number | null) => void;
}

const names = ['training', 'validation'] as const;
/** From this width on, pixels, the labels have room for their names. */
const wide = 380;

/** Writes name and value beside the last point of each line. */
function drawLabels(plot: uPlot, { ink, font, unseen, format }: CurvePlotSettings): void {
  const epochs = Array.from(plot.data[0]);
  const scale = devicePixelRatio;
  const named = plot.width >= wide;
  const ends = names.map((_, i) => lastPoint(epochs, Array.from(plot.data[i + 1] ?? [])));
  const y = ends.map((end) => (end === null ? Number.NaN : plot.valToPos(end.value, 'y', true)));
  const [first = Number.NaN, second = Number.NaN] = y;
  const centres =
    Number.isNaN(first) || Number.isNaN(second) ? [first, second] : spread([first, second], 16 * scale);
  const x = largest(ends.map((end) => (end === null ? 0 : plot.valToPos(end.epoch, 'x', true))));
  plot.ctx.save();
  plot.ctx.textBaseline = 'middle';
  plot.ctx.textAlign = 'left';
  names.forEach((name, i) => {
    const end = ends[i];
    const centre = centres[i];
    if (end === null || end === undefined || centre === undefined) return;
    plot.ctx.font = `${name === 'validation' ? 600 : 400} ${12 * scale}px ${font}`;
    plot.ctx.fillStyle = ink(name);
    const word = name === 'training' ? name : unseen();
    plot.ctx.fillText(named ? `${word} ${format(end.value)}` : format(end.value), x + 8 * scale, centre);
  });
  plot.ctx.restore();
}

/** A hairline where each phase of fine-tuning begins, with its name on top. */
function drawPhases(plot: uPlot, { ink, font, phases }: CurvePlotSettings): void {
  const scale = devicePixelRatio;
  const { top, height, left, width } = plot.bbox;
  const { ctx } = plot;
  ctx.save();
  ctx.font = `400 ${11 * scale}px ${font}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.lineWidth = scale;
  /** Where the name before ends. */
  let free = left;
  const marks = phases();
  marks.forEach(({ epoch, name, number }, index) => {
    const x = plot.valToPos(epoch, 'x', true);
    ctx.strokeStyle = ink('muted');
    ctx.globalAlpha = 0.5;
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.fillStyle = ink('muted');
    // Where the name would lie on the next phase's or on the one before, its number has to do.
    const next = marks[index + 1]?.epoch;
    const end = next === undefined ? left + width : plot.valToPos(next, 'x', true);
    const words = x + ctx.measureText(name).width + 4 * scale > end ? number : name;
    if (x < free) return;
    ctx.fillText(words, x, top - 2 * scale);
    free = x + ctx.measureText(words).width + 2 * scale;
  });
  ctx.restore();
}

/** Marks an epoch: a dashed line, its number at the bottom, a ring on the validation line. */
function drawMark(plot: uPlot, { ink, font, mark }: CurvePlotSettings): void {
  const marked = mark();
  if (marked === null) return;
  const { epoch, word } = marked;
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
  writeOver(
    ctx,
    ink,
    `${word}: epoch ${epoch}`,
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
  const axis = plotAxis(ink, font);
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
        label: settings.step,
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
          drawPhases(plot, settings);
          drawMark(plot, settings);
          drawLabels(plot, settings);
        },
      ],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

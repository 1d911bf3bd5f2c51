import type uPlot from 'uplot';

export type UPlot = typeof uPlot;

let loading: Promise<UPlot> | null = null;

/** The charting library, fetched when the first curve is drawn. */
export function loadUPlot(): Promise<UPlot> {
  loading ??= Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(
    ([library]) => library.default,
  );
  return loading;
}

export const inkNames = ['ground', 'muted', 'grid', 'training', 'validation'] as const;
export type InkName = (typeof inkNames)[number];

/** Colours as the canvas wants them. Asked at each drawing, so that a change of theme needs no more than a redraw. */
export type Ink = (name: InkName) => string;

/** Writes words that can be read over lines: what is under them is wiped out around the letters. */
export function writeOver(
  ctx: CanvasRenderingContext2D,
  ink: Ink,
  words: string,
  x: number,
  y: number,
): void {
  ctx.save();
  ctx.strokeStyle = ink('ground');
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.lineJoin = 'round';
  ctx.setLineDash([]);
  ctx.strokeText(words, x, y);
  ctx.restore();
  ctx.fillText(words, x, y);
}

/** How all axes look. */
export function plotAxis(ink: Ink, font: string): uPlot.Axis {
  return {
    stroke: () => ink('muted'),
    font: `12px ${font}`,
    labelFont: `12px ${font}`,
    grid: { stroke: () => ink('grid'), width: 1 },
    ticks: { show: false },
  };
}

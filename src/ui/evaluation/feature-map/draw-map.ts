import type { PointGroup } from './point-groups.ts';
import type { Sprites } from './sprites.ts';
import { type Size, toScreen, type View } from './viewport.ts';

/** Colours as the canvas wants them. */
export interface MapInk {
  readonly ground: string;
  readonly text: string;
  readonly accent: string;
  /** One for each group. */
  readonly groups: readonly string[];
}

export interface MapDrawing {
  readonly groups: readonly PointGroup[];
  /** x and y of each point, −1…1. */
  readonly places: Float32Array;
  /** Points that are drawn faintly whatever else they are. */
  readonly faint: ReadonlySet<number>;
  readonly chosen: ReadonlySet<number>;
  /** The point under the pointer or the keyboard. */
  readonly pointed: number | null;
  /** Corners of the loop that is being drawn, places of the map. */
  readonly lasso: readonly number[];
  readonly view: View;
  readonly size: Size;
}

/** Beside points that are chosen. */
const UNCHOSEN = 0.22;
const FAINT = 0.3;

/** Radius of a point, CSS pixels: smaller where they are many, larger when zoomed in. */
export function pointRadius(count: number, { width, height }: Size, { zoom }: View): number {
  const room = Math.sqrt((width * height) / Math.max(1, count));
  return Math.min(5, Math.max(2.2, room * 0.24)) * Math.min(1.8, zoom ** 0.3);
}

/** Draws a whole map: every point once, those that are chosen above the others. */
export function drawMap(
  ctx: CanvasRenderingContext2D,
  drawing: MapDrawing,
  ink: MapInk,
  sprites: Sprites,
  ratio: number,
): void {
  const { groups, places, chosen, faint, pointed, lasso, view, size } = drawing;
  const radius = pointRadius(places.length / 2, size, view);
  const at = (point: number) => toScreen(view, size, places[2 * point] ?? 0, places[2 * point + 1] ?? 0);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);

  const stamp = (point: number, sprite: ImageBitmap) => {
    const [left, top] = at(point);
    const reach = sprite.width / 2;
    const x = Math.round(left * ratio - reach);
    const y = Math.round(top * ratio - reach);
    if (x > -2 * reach && y > -2 * reach && x < ctx.canvas.width && y < ctx.canvas.height)
      ctx.drawImage(sprite, x, y);
  };
  for (const marked of chosen.size > 0 ? [false, true] : [false])
    for (const [i, { path, size: share, members }] of groups.entries()) {
      const colour = ink.groups[i] ?? ink.text;
      const sprite = sprites.get(path, colour, ink.ground, radius * share * ratio, marked ? ink.text : null);
      for (const point of members) {
        if (chosen.has(point) !== marked) continue;
        ctx.globalAlpha = marked ? 1 : chosen.size > 0 ? UNCHOSEN : faint.has(point) ? FAINT : 1;
        stamp(point, sprite);
      }
    }
  ctx.globalAlpha = 1;

  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (pointed !== null) ring(ctx, at(pointed), radius + 4, ink);
  if (lasso.length > 2) loop(ctx, drawing, ink);
}

function ring(
  ctx: CanvasRenderingContext2D,
  [left, top]: readonly [number, number],
  radius: number,
  ink: MapInk,
): void {
  ctx.beginPath();
  ctx.arc(left, top, radius, 0, 2 * Math.PI);
  for (const [width, colour] of [
    [5, ink.ground],
    [2, ink.accent],
  ] as const) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

function loop(ctx: CanvasRenderingContext2D, { lasso, view, size }: MapDrawing, ink: MapInk): void {
  ctx.beginPath();
  for (let i = 0; i + 1 < lasso.length; i += 2)
    ctx.lineTo(...toScreen(view, size, lasso[i] ?? 0, lasso[i + 1] ?? 0));
  ctx.closePath();
  ctx.globalAlpha = 0.12;
  ctx.fillStyle = ink.accent;
  ctx.fill('evenodd');
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = ink.accent;
  ctx.setLineDash([4, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** What part of a map is seen: the place in the middle, and how many times larger than the whole. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const wholeMap: View = { x: 0, y: 0, zoom: 1 };
const MOST_ZOOM = 40;
/** Room for the points at the edge. */
const MARGIN = 12;

/** Pixels that a unit of the map takes; the map is two units wide and high. */
export function scaleOf({ zoom }: View, { width, height }: Size): number {
  return Math.max(1, Math.min(width, height) / 2 - MARGIN) * zoom;
}

/** Where a place of the map is drawn, pixels from the upper left corner. */
export function toScreen(view: View, size: Size, x: number, y: number): readonly [number, number] {
  const scale = scaleOf(view, size);
  return [(x - view.x) * scale + size.width / 2, (y - view.y) * scale + size.height / 2];
}

/** Which place of the map is drawn there. */
export function toMap(view: View, size: Size, left: number, top: number): readonly [number, number] {
  const scale = scaleOf(view, size);
  return [(left - size.width / 2) / scale + view.x, (top - size.height / 2) / scale + view.y];
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Larger or smaller by a factor; what is drawn at the given pixels stays there. */
export function zoomed(view: View, size: Size, factor: number, left: number, top: number): View {
  const [x, y] = toMap(view, size, left, top);
  const zoom = within(view.zoom * factor, 1, MOST_ZOOM);
  if (zoom === 1) return wholeMap;
  const grown = view.zoom / zoom;
  return inside({ x: x + (view.x - x) * grown, y: y + (view.y - y) * grown, zoom });
}

/** Moved by so many pixels. */
export function panned(view: View, size: Size, right: number, down: number): View {
  const scale = scaleOf(view, size);
  return inside({ ...view, x: view.x - right / scale, y: view.y - down / scale });
}

/** The least move that brings a place into view. */
export function showing(view: View, size: Size, x: number, y: number): View {
  const scale = scaleOf(view, size);
  const half = (pixels: number) => Math.max(0, pixels / 2 - MARGIN) / scale;
  const near = (middle: number, place: number, reach: number) => within(middle, place - reach, place + reach);
  return { ...view, x: near(view.x, x, half(size.width)), y: near(view.y, y, half(size.height)) };
}

/** The middle never leaves the map. */
const inside = (view: View): View => ({ ...view, x: within(view.x, -1, 1), y: within(view.y, -1, 1) });

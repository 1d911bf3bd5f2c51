import { type RefObject, useEffect, useMemo, useState } from 'react';
import { drawMap, type MapDrawing, type MapInk } from './draw-map.ts';
import { Sprites } from './sprites.ts';
import { useThemeVersion } from './use-theme-version.ts';

/**
 * Keeps a canvas drawn, once a frame at the most, sharp on every screen and anew when the theme changes.
 * @param inkwell holds an element with the colour of ground, text and accent, then one for each group
 */
export function useDrawnMap(
  canvas: RefObject<HTMLCanvasElement | null>,
  inkwell: RefObject<HTMLElement | null>,
  drawing: MapDrawing,
): void {
  const [sprites] = useState(() => new Sprites());
  const theme = useThemeVersion();
  const { groups, places, faint, chosen, pointed, lasso, view, size } = drawing;
  const parts = useMemo(
    () => ({ groups, places, faint, chosen, pointed, lasso, view, size }),
    [groups, places, faint, chosen, pointed, lasso, view, size],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the inkwell while drawing.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const node = canvas.current;
      const ctx = node?.getContext('2d');
      if (!node || !ctx || !inkwell.current || parts.size.width === 0) return;
      const ratio = devicePixelRatio;
      const width = Math.round(parts.size.width * ratio);
      const height = Math.round(parts.size.height * ratio);
      if (node.width !== width) node.width = width;
      if (node.height !== height) node.height = height;
      drawMap(ctx, parts, inkOf(inkwell.current), sprites, ratio);
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, inkwell, parts, sprites, theme]);
}

function inkOf(inkwell: HTMLElement): MapInk {
  const colours = Array.from(inkwell.children, (spot) => getComputedStyle(spot).color);
  const [ground = '#fff', text = '#000', accent = '#00f', ...groups] = colours;
  return { ground, text, accent, groups };
}

import {
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { PointIndex } from '../../../core/evaluation/feature-map/point-index.ts';
import { insidePolygon } from '../../../core/evaluation/feature-map/polygon.ts';
import type { ChooseMode } from './map-keys.ts';
import { panned, type Size, toMap, toScreen, type View, zoomed } from './viewport.ts';

export type Tool = 'move' | 'lasso';

/** How far from a point it is still meant, CSS pixels. */
const REACH = { mouse: 14, touch: 24 } as const;
/** From here on a press is a drag. */
const DRAG = 4;

interface PointerSettings {
  readonly frame: RefObject<HTMLElement | null>;
  readonly places: Float32Array;
  readonly tool: Tool;
  readonly view: View;
  readonly size: Size;
  readonly onView: (view: View) => void;
  readonly onActive: (point: number) => void;
  readonly onChoose: (points: readonly number[], mode: ChooseMode) => void;
}

interface Press {
  readonly left: number;
  readonly top: number;
  readonly view: View;
  readonly dragged: boolean;
}

/** What the pointer does on the map: shows, chooses, moves and zooms, or draws a loop around points. */
export function useMapPointer(settings: PointerSettings) {
  const { frame, places, tool, view, size, onView, onActive, onChoose } = settings;
  const [hovered, setHovered] = useState<number | null>(null);
  const [lasso, setLasso] = useState<readonly number[]>([]);
  const press = useRef<Press | null>(null);
  const index = useMemo(() => new PointIndex(places), [places]);

  const zoom = useEffectEvent((event: WheelEvent) => {
    const node = frame.current;
    // Elsewhere the wheel scrolls the stage, as everywhere: only a map that a person is at takes it.
    if (!node || !(event.ctrlKey || event.metaKey || node === document.activeElement)) return;
    if (event.deltaY > 0 && view.zoom === 1 && !event.ctrlKey) return;
    event.preventDefault();
    const [left, top] = placeIn(node, event);
    onView(zoomed(view, size, Math.exp(-event.deltaY / 300), left, top));
  });
  useEffect(() => {
    const node = frame.current;
    const turn = (event: WheelEvent) => zoom(event);
    // React listens to wheels passively, and a passive listener can't keep the stage from scrolling.
    node?.addEventListener('wheel', turn, { passive: false });
    return () => node?.removeEventListener('wheel', turn);
  }, [frame]);

  const under = (event: PointerEvent<HTMLElement>): number | null => {
    const [left, top] = placeIn(event.currentTarget, event);
    const [nearest] = index.nearest(...toMap(view, size, left, top), 1);
    if (nearest === undefined) return null;
    const [x, y] = toScreen(view, size, places[2 * nearest] ?? 0, places[2 * nearest + 1] ?? 0);
    const reach = event.pointerType === 'touch' ? REACH.touch : REACH.mouse;
    return Math.hypot(x - left, y - top) <= reach ? nearest : null;
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const [left, top] = placeIn(event.currentTarget, event);
    press.current = { left, top, view, dragged: false };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (tool === 'lasso') setLasso(toMap(view, size, left, top));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const begun = press.current;
    if (!begun) return setHovered(under(event));
    const [left, top] = placeIn(event.currentTarget, event);
    if (!begun.dragged && Math.hypot(left - begun.left, top - begun.top) < DRAG) return;
    press.current = { ...begun, dragged: true };
    setHovered(null);
    if (tool === 'lasso') setLasso((before) => [...before, ...toMap(view, size, left, top)]);
    else onView(panned(begun.view, size, left - begun.left, top - begun.top));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const begun = press.current;
    press.current = null;
    if (!begun) return;
    const more = event.shiftKey || event.ctrlKey || event.metaKey;
    if (begun.dragged && tool === 'lasso') {
      const inside = Array.from({ length: places.length / 2 }, (_, i) => i).filter((i) =>
        insidePolygon(places[2 * i] ?? 0, places[2 * i + 1] ?? 0, lasso),
      );
      onChoose(inside, more ? 'add' : 'replace');
    } else if (!begun.dragged) {
      const point = under(event);
      if (point !== null) onActive(point);
      if (point !== null || !more)
        onChoose(point === null ? [] : [point], more || event.pointerType === 'touch' ? 'toggle' : 'replace');
    }
    setLasso([]);
  };
  const leave = () => {
    press.current = null;
    setHovered(null);
    setLasso([]);
  };
  return {
    hovered: hovered !== null && hovered < places.length / 2 ? hovered : null,
    lasso,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerLeave: leave, onPointerCancel: leave },
  };
}

function placeIn(
  node: HTMLElement,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): readonly [number, number] {
  const { left, top } = node.getBoundingClientRect();
  // Inside the border.
  return [clientX - left - node.clientLeft, clientY - top - node.clientTop];
}

import { type CSSProperties, useId, useRef, useState } from 'react';
import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import { type ChooseMode, pressMapKey } from './map-keys.ts';
import type { MapPoint } from './map-points.ts';
import { pointWords } from './map-words.ts';
import { PointCard } from './PointCard.tsx';
import type { PointGroup } from './point-groups.ts';
import { useDrawnMap } from './use-drawn-map.ts';
import { type Tool, useMapPointer } from './use-map-pointer.ts';
import { type Size, showing, toScreen, type View, wholeMap, zoomed } from './viewport.ts';

interface Props {
  readonly label: string;
  readonly points: readonly MapPoint[];
  readonly places: Float32Array;
  readonly groups: readonly PointGroup[];
  /** The run's classes. */
  readonly classes: readonly ClassLabel[];
  readonly faint: ReadonlySet<number>;
  readonly chosen: ReadonlySet<number>;
  readonly active: number;
  readonly tool: Tool;
  readonly view: View;
  readonly size: Size;
  readonly onView: (view: View) => void;
  readonly onActive: (point: number) => void;
  readonly onChoose: (points: readonly number[], mode: ChooseMode) => void;
  readonly onOpen: (point: number) => void;
}

/**
 * The map on one canvas. For the keyboard and for screen readers it is a list of options of which only the active one
 * is in the document; arrow keys go from photo to photo as they lie.
 */
export function MapCanvas(props: Props) {
  const { label, points, places, groups, classes, faint, chosen, active, tool, view, size } = props;
  const { onView, onActive, onChoose, onOpen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const inkwell = useRef<HTMLSpanElement>(null);
  const id = useId();
  const [focused, setFocused] = useState(false);
  const { hovered, lasso, handlers } = useMapPointer({
    frame,
    places,
    tool,
    view,
    size,
    onView,
    onActive,
    onChoose,
  });
  const pointed = hovered ?? (focused && lasso.length === 0 ? active : null);
  useDrawnMap(canvas, inkwell, { groups, places, faint, chosen, pointed, lasso, view, size });

  const place = (point: number) => [places[2 * point] ?? 0, places[2 * point + 1] ?? 0] as const;
  const activePoint = points[active];
  const shown = pointed === null ? undefined : points[pointed];
  const style: CSSProperties = {
    height: size.height,
    // A finger scrolls the stage where there is nothing to move or draw.
    touchAction: tool === 'move' && view.zoom === 1 ? 'pan-y' : 'none',
  };
  return (
    <div
      ref={frame}
      className="map-frame"
      role="listbox"
      aria-multiselectable="true"
      aria-label={label}
      aria-activedescendant={activePoint && `${id} ${activePoint.sample.id}`}
      tabIndex={0}
      data-tool={tool}
      style={style}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onDoubleClick={() => hovered !== null && onOpen(hovered)}
      onKeyDown={(event) => {
        const taken = pressMapKey(event, {
          places,
          active,
          onActive: (point) => {
            onActive(point);
            onView(showing(view, size, ...place(point)));
          },
          onChoose,
          onOpen,
          onZoom: (factor) => onView(zoomed(view, size, factor, size.width / 2, size.height / 2)),
          onWhole: () => onView(wholeMap),
        });
        if (taken) event.preventDefault();
      }}
      {...handlers}
    >
      <canvas ref={canvas} className="map-canvas" />
      {activePoint && (
        <div
          key={activePoint.sample.id}
          id={`${id} ${activePoint.sample.id}`}
          className="visually-hidden"
          role="option"
          aria-selected={chosen.has(active)}
          aria-setsize={points.length}
          aria-posinset={active + 1}
          tabIndex={-1}
        >
          {pointWords(activePoint, classes)}
        </div>
      )}
      {shown && pointed !== null && (
        <PointCard
          point={shown}
          classes={classes}
          place={toScreen(view, size, ...place(pointed))}
          size={size}
        />
      )}
      <span ref={inkwell} hidden>
        {['var(--surface)', 'var(--text)', 'var(--accent)', ...groups.map(({ colour }) => colour)].map(
          (colour, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the row is what a colour is for
            <span key={i} style={{ color: colour }} />
          ),
        )}
      </span>
    </div>
  );
}

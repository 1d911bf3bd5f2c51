import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Sample } from '../../core/dataset/dataset.ts';
import { useStore } from '../../store/store.ts';
import { hairline } from './class-layout.ts';
import { DataPanelsContext } from './data-panels.ts';
import { gridTarget } from './grid-keys.ts';
import { PhotoTile } from './PhotoTile.tsx';
import './PhotoGrid.css';

interface Props {
  readonly className: string;
  readonly samples: readonly Sample[];
  /** How many of them are shown. */
  readonly shown: number;
  readonly columns: number;
  readonly tile: number;
  readonly height: number;
  /** The rows in view: [firstRow, lastRow). */
  readonly firstRow: number;
  readonly lastRow: number;
}

const range = (samples: readonly Sample[], a: number, b: number) =>
  samples.slice(Math.min(a, b), Math.max(a, b) + 1).map((sample) => sample.id);

/** A class's photos: a list of options with one tab stop; only those near the view are in the document. */
export function PhotoGrid({ className, samples, shown, columns, tile, height, firstRow, lastRow }: Props) {
  const { openViewer, openMoveMenu } = useContext(DataPanelsContext);
  const grid = useRef<HTMLDivElement>(null);
  const [activeAt, setActive] = useState(0);
  const anchor = useRef(0);
  const moved = useRef(false);
  const hasFocus = useRef(false);
  const active = Math.min(activeAt, Math.max(0, shown - 1));

  useEffect(() => {
    // A photo that had the focus may have gone, by an edit or an undo: the keyboard goes on from its place.
    const lost = hasFocus.current && document.activeElement === document.body;
    if (!moved.current && !lost) return;
    moved.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-position="${active}"]`)?.focus();
  });

  const choose = useCallback(
    (position: number, event: MouseEvent) => {
      const id = samples[position]?.id;
      if (id === undefined) return;
      const { select } = useStore.getState();
      const touch = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch';
      if (event.shiftKey) select(range(samples, anchor.current, position), 'replace');
      else select([id], event.ctrlKey || event.metaKey || touch ? 'toggle' : 'replace');
      if (!event.shiftKey) anchor.current = position;
      setActive(position);
    },
    [samples],
  );

  const press = (event: KeyboardEvent) => {
    const { select, deleteSamples, selection } = useStore.getState();
    const id = samples[active]?.id;
    if (id === undefined) return;
    const target = gridTarget(event.key, active, shown, columns);
    if (target !== null) {
      if (event.shiftKey) select(range(samples, anchor.current, target), 'replace');
      else anchor.current = target;
      moved.current = true;
      setActive(target);
    } else if (event.key === ' ') {
      anchor.current = active;
      select([id], 'toggle');
    } else if (event.key === 'Enter') openViewer(id);
    else if (event.key === 'Escape') select([], 'replace');
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      moved.current = true;
      deleteSamples(selection.size > 0 ? [...selection] : [id]);
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey))
      select(
        samples.map((sample) => sample.id),
        'replace',
      );
    else if (event.key.toLowerCase() === 'm' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (selection.size === 0) select([id], 'replace');
      openMoveMenu();
    } else return;
    event.preventDefault();
  };

  const positions: number[] = [];
  const last = Math.min(shown, lastRow * columns);
  for (let position = firstRow * columns; position < last; position++) positions.push(position);
  // The tab stop stays in the document wherever the list is scrolled to.
  if (active < shown && !positions.includes(active)) positions.push(active);

  return (
    <div
      ref={grid}
      className="photo-grid"
      role="listbox"
      aria-multiselectable="true"
      aria-label={`Photos of ${className}`}
      tabIndex={-1}
      style={{ height }}
      onKeyDown={press}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={(event) => {
        // Without a related target it went to nothing: by a press beside, or because its photo was taken away.
        hasFocus.current = event.relatedTarget === null && hasFocus.current && !event.target.isConnected;
      }}
    >
      {positions.map((position) => {
        const sample = samples[position];
        return (
          sample && (
            <PhotoTile
              key={sample.id}
              id={sample.id}
              hash={sample.hash}
              name={sample.name}
              excluded={sample.excluded}
              label={`${sample.name}, ${sample.excluded ? 'excluded' : sample.split}`}
              position={position}
              count={samples.length}
              x={(position % columns) * (tile + hairline)}
              y={Math.floor(position / columns) * (tile + hairline)}
              size={tile}
              active={position === active}
              onChoose={choose}
              onOpen={openViewer}
            />
          )
        );
      })}
    </div>
  );
}

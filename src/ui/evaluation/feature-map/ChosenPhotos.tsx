import { useVirtualizer } from '@tanstack/react-virtual';
import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { photoWords } from '../../../core/count-words.ts';
import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import { PhotoActions } from '../../dataset/PhotoActions.tsx';
import { Button } from '../../primitives/Button.tsx';
import { SampleThumbnail } from '../SampleThumbnail.tsx';
import type { MapPoint } from './map-points.ts';
import { pointWords } from './map-words.ts';

const TILE = 64;

interface Props {
  readonly points: readonly MapPoint[];
  readonly classes: readonly ClassLabel[];
  readonly onOpen: (id: string) => void;
  readonly onClear: () => void;
}

/** The photos that are selected on the map, and what can be done with them. Only those in sight are in the document. */
export function ChosenPhotos({ points, classes, onOpen, onClear }: Props) {
  const frame = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const active = Math.min(at, points.length - 1);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: points.length,
    getScrollElement: () => frame.current,
    estimateSize: () => TILE,
    overscan: 4,
  });
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = active + (step ?? 0);
    if (step === undefined || next < 0 || next >= points.length) return;
    event.preventDefault();
    setAt(next);
    virtualizer.scrollToIndex(next);
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus());
  };
  const drawn = virtualizer.getVirtualItems();
  return (
    <section className="map-chosen" aria-label="Photos selected on the map">
      <div className="map-chosen-head">
        <p className="numbers" role="status">
          {photoWords(points.length)} selected
        </p>
        <div className="map-chosen-actions">
          <PhotoActions ids={points.map(({ sample }) => sample.id)} />
          <Button look="quiet" icon={X} label="Select nothing" onClick={onClear} />
        </div>
      </div>
      <ul ref={frame} className="map-strip" aria-label="Selected photos" tabIndex={-1}>
        <li aria-hidden="true" style={{ width: virtualizer.getTotalSize() }} />
        {drawn.map(({ index, start }) => {
          const point = points[index];
          return (
            point && (
              <li
                key={point.sample.id}
                className="map-strip-photo"
                aria-setsize={points.length}
                aria-posinset={index + 1}
                style={{ transform: `translateX(${start}px)` }}
              >
                <button
                  type="button"
                  aria-label={`Look at ${pointWords(point, classes)}`}
                  title={point.sample.name}
                  tabIndex={
                    index === active || (index === drawn[0]?.index && !isDrawn(drawn, active)) ? 0 : -1
                  }
                  data-at={index}
                  onFocus={() => setAt(index)}
                  onKeyDown={press}
                  onClick={() => onOpen(point.sample.id)}
                >
                  <SampleThumbnail hash={point.sample.hash} />
                </button>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}

const isDrawn = (drawn: readonly { readonly index: number }[], wanted: number) =>
  drawn.some(({ index }) => index === wanted);

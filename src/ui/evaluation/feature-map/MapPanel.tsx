import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import type { DrawnFeatureMap } from '../../../store/evaluation/analysis-state.ts';
import { useStore } from '../../../store/store.ts';
import { useWidth } from '../../charts/use-width.ts';
import { laterDialog } from '../../primitives/later.tsx';
import type { Judged } from '../judged.ts';
import { ChosenPhotos } from './ChosenPhotos.tsx';
import { MapCanvas } from './MapCanvas.tsx';
import { MapLegend } from './MapLegend.tsx';
import { MapTable } from './MapTable.tsx';
import { MapTools } from './MapTools.tsx';
import type { ChooseMode } from './map-keys.ts';
import { mapPoints, placesOf } from './map-points.ts';
import { type Colouring, pointGroups } from './point-groups.ts';
import type { Tool } from './use-map-pointer.ts';
import { type View, wholeMap } from './viewport.ts';

const PhotoViewer = laterDialog('The photo', () => import('../../dataset/PhotoViewer.tsx'));

/** CSS pixels: tall enough to tell points apart, and not taller than a laptop's window. */
const heightFor = (width: number) => Math.max(240, Math.min(width, 480));

/** A drawn map with its tools, its legend and what is selected on it. */
export function MapPanel({ map, run, split, answers }: Judged & { readonly map: DrawnFeatureMap }) {
  const dataset = useStore((state) => state.dataset);
  const [colouring, setColouring] = useState<Colouring>('class');
  const [tool, setTool] = useState<Tool>('move');
  const [view, setView] = useState<View>(wholeMap);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const size = useMemo(() => ({ width, height: heightFor(width) }), [width]);

  const points = useMemo(
    () => mapPoints(map.ids, dataset, { split, answers }),
    [map.ids, dataset, split, answers],
  );
  const places = useMemo(() => placesOf(points, map.points), [points, map.points]);
  const groups = useMemo(
    () => pointGroups(points, colouring, split, run.folds),
    [points, colouring, split, run.folds],
  );
  const indicesOf = (test: (point: (typeof points)[number]) => boolean) =>
    new Set(points.flatMap((point, i) => (test(point) ? [i] : [])));
  // biome-ignore lint/correctness/useExhaustiveDependencies: indicesOf reads points alone.
  const chosen = useMemo(() => indicesOf(({ sample }) => chosenIds.has(sample.id)), [points, chosenIds]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const faint = useMemo(() => indicesOf(({ sample }) => sample.excluded), [points]);
  const active = Math.max(
    0,
    points.findIndex(({ sample }) => sample.id === activeId),
  );
  const idOf = (point: number) => points[point]?.sample.id ?? null;
  const choose = (indices: readonly number[], mode: ChooseMode) =>
    setChosenIds((before) => {
      const next = new Set(mode === 'replace' ? [] : before);
      for (const index of indices) {
        const id = idOf(index);
        if (id !== null && (mode !== 'toggle' || !next.delete(id))) next.add(id);
      }
      return next;
    });
  const close = useCallback(() => setOpenedId(null), []);
  const about = split === 'test' ? 'training, validation and test photos' : 'training and validation photos';
  return (
    <div className="map-panel">
      <MapTools
        {...{ colouring, tool, view, size }}
        onColouring={setColouring}
        onTool={setTool}
        onView={setView}
      />
      <div className="map-body">
        <div ref={frame} className="map-place">
          <MapCanvas
            label={`Map of ${countWords(points.length)} ${about}`}
            classes={run.classes}
            {...{ points, places, groups, faint, chosen, active, tool, view, size }}
            onView={setView}
            onActive={(point) => setActiveId(idOf(point))}
            onChoose={choose}
            onOpen={(point) => setOpenedId(idOf(point))}
          />
        </div>
        <MapLegend
          groups={groups}
          chosen={chosen}
          onChoose={(members, whole) => choose(members, whole ? 'toggle' : 'add')}
        />
      </div>
      {chosen.size > 0 && (
        <ChosenPhotos
          points={points.filter((_, i) => chosen.has(i))}
          classes={run.classes}
          onOpen={setOpenedId}
          onClear={() => choose([], 'replace')}
        />
      )}
      {map.finished && <MapTable points={points} places={places} classes={dataset.classes} about={about} />}
      {openedId !== null && (
        <Suspense>
          <PhotoViewer id={openedId} onView={setOpenedId} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

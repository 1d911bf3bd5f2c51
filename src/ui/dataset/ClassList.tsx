import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { classCounts } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { ClassSection } from './ClassSection.tsx';
import { layoutClasses, rowsInView } from './class-layout.ts';
import './ClassList.css';

/** All classes with their photos in one scrolled list, of which only what is near the view is in the document. */
export function ClassList() {
  const dataset = useStore((state) => state.dataset);
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0, width: 0 });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () =>
      setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  const layout = useMemo(
    () => layoutClasses(dataset.classes, (id) => classCounts(dataset, id).total, unfolded, view.width),
    [dataset, unfolded, view.width],
  );

  const fold = useCallback((id: string, open: boolean) => {
    setUnfolded((before) => {
      const after = new Set(before);
      if (open) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div
      ref={scroller}
      className="class-list"
      onFocus={(event) =>
        setFocused(event.target.closest<HTMLElement>('[data-class-id]')?.dataset.classId ?? null)
      }
    >
      {view.width > 0 && (
        <div className="class-list-content" style={{ height: layout.height }}>
          {layout.places.map((place) => {
            const { id } = place.label;
            const rows = rowsInView(place, layout.tile, view.top, view.height);
            // What holds the focus stays, or the keyboard would lose its place.
            if (rows === null && id !== focused) return null;
            const canFold = place.folded || unfolded.has(id);
            return (
              <ClassSection
                key={id}
                place={place}
                columns={layout.columns}
                tile={layout.tile}
                firstRow={rows?.first ?? 0}
                lastRow={rows?.last ?? 0}
                unfolded={canFold ? !place.folded : null}
                onFold={fold}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

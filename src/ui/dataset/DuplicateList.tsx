import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { SampleGroup } from '../../core/dataset/duplicates.ts';
import { ScrollRegion } from '../primitives/ScrollRegion.tsx';
import { DuplicateGroupRow } from './DuplicateGroupRow.tsx';

/** Pixels: a head, a row of photos and their captions. */
const USUAL_HEIGHT = 200;

/** Groups of near-duplicates; only those in sight are drawn. */
export function DuplicateList({ groups }: { readonly groups: readonly SampleGroup[] }) {
  const frame = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: groups.length,
    getScrollElement: () => frame.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => groups[index]?.group ?? index,
    overscan: 3,
  });
  return (
    <ScrollRegion ref={frame} className="duplicate-groups" label="Groups of near-duplicates">
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const group = groups[index];
          return (
            group && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                className="duplicate-group"
                data-index={index}
                aria-setsize={groups.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <DuplicateGroupRow group={group} onDone={() => frame.current?.focus()} />
              </li>
            )
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

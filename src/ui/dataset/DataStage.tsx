import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { LessonPart } from '../lesson/LessonPart.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { Conflicts } from './Conflicts.tsx';
import { DataPanelsContext } from './data-panels.ts';
import { FirstScreen } from './FirstScreen.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { UndoToast } from './UndoToast.tsx';
import './DataStage.css';

// What only a data set with classes shows: not part of the first screen's download.
const AddMenu = lazy(() => import('./AddMenu.tsx').then(({ AddMenu }) => ({ default: AddMenu })));
const ClassList = lazy(() => import('./ClassList.tsx').then(({ ClassList }) => ({ default: ClassList })));
const SelectionBar = lazy(() =>
  import('./SelectionBar.tsx').then(({ SelectionBar }) => ({ default: SelectionBar })),
);
const SplitControl = lazy(() =>
  import('./SplitControl.tsx').then(({ SplitControl }) => ({ default: SplitControl })),
);
const WebcamPanel = lazy(() => import('./WebcamPanel.tsx'));
const NearDuplicates = lazy(() => import('./NearDuplicates.tsx'));
const PhotoViewer = lazy(() => import('./PhotoViewer.tsx'));

/** The first stage: classes and their photos, from the first drop to the last correction. */
export function DataStage() {
  const empty = useStore((state) => state.dataset.classes.length === 0);
  const opened = useStore((state) => state.opened);
  const selecting = useStore((state) => state.selection.size > 0);
  const [webcamClass, setWebcamClass] = useState<string | null>(null);
  const [viewed, setViewed] = useState<string | null>(null);
  const moveButton = useRef<HTMLButtonElement>(null);
  const panels = useMemo(
    () => ({
      openWebcam: setWebcamClass,
      openViewer: setViewed,
      // The bar that holds the button may only now appear.
      openMoveMenu: () => requestAnimationFrame(() => moveButton.current?.click()),
    }),
    [],
  );
  return (
    <DataPanelsContext value={panels}>
      <Stage
        name="data"
        number={1}
        title="Data"
        waitsFor={null}
        flush
        actions={
          !empty && (
            <Suspense>
              <AddMenu onWebcam={setWebcamClass} />
            </Suspense>
          )
        }
        foot={
          !empty && (
            <Suspense>
              <LessonPart name="split">
                <SplitControl />
              </LessonPart>
            </Suspense>
          )
        }
      >
        <ImportProgress />
        {webcamClass !== null && (
          <Suspense>
            <WebcamPanel
              classId={webcamClass}
              onClass={setWebcamClass}
              onClose={() => setWebcamClass(null)}
            />
          </Suspense>
        )}
        <Conflicts />
        {!empty && (
          <Suspense>
            <NearDuplicates />
          </Suspense>
        )}
        {/* The list measures itself, which before the first paint costs a layout: nothing is shown until it is known. */}
        {!empty && (
          <Suspense>
            <ClassList />
          </Suspense>
        )}
        {empty && opened !== 'opening' && <FirstScreen onWebcam={setWebcamClass} />}
        <UndoToast />
        {selecting && (
          <Suspense>
            <SelectionBar moveButton={moveButton} />
          </Suspense>
        )}
      </Stage>
      {viewed !== null && (
        <Suspense>
          <PhotoViewer id={viewed} onView={setViewed} onClose={() => setViewed(null)} />
        </Suspense>
      )}
    </DataPanelsContext>
  );
}

import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { LessonPart } from '../lesson/LessonPart.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { DataPanelsContext } from './data-panels.ts';
import { FirstScreen } from './FirstScreen.tsx';
import { UndoToast } from './UndoToast.tsx';

// What only a data set with classes shows: not part of the first screen's download.
const AddMenu = lazy(() => import('./AddMenu.tsx').then(({ AddMenu }) => ({ default: AddMenu })));
const Conflicts = lazy(() => import('./Conflicts.tsx').then(({ Conflicts }) => ({ default: Conflicts })));
const ClassList = lazy(() => import('./ClassList.tsx').then(({ ClassList }) => ({ default: ClassList })));
const ImportProgress = lazy(() =>
  import('./ImportProgress.tsx').then(({ ImportProgress }) => ({ default: ImportProgress })),
);
const ImportPlanDialog = lazy(() => import('./import/ImportPlanDialog.tsx'));
const ImportReport = lazy(() =>
  import('./import/ImportReport.tsx').then(({ ImportReport }) => ({ default: ImportReport })),
);
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
  const importing = useStore((state) => state.importStatus.kind !== 'idle');
  const asking = useStore((state) => state.importStatus.kind === 'asking');
  const reporting = useStore((state) => state.importReport !== null);
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
        {importing && (
          <Suspense>
            <ImportProgress />
          </Suspense>
        )}
        {reporting && (
          <Suspense>
            <ImportReport />
          </Suspense>
        )}
        {webcamClass !== null && (
          <Suspense>
            <WebcamPanel
              classId={webcamClass}
              onClass={setWebcamClass}
              onClose={() => setWebcamClass(null)}
            />
          </Suspense>
        )}
        {!empty && (
          <Suspense>
            <Conflicts />
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
      {asking && (
        <Suspense>
          <ImportPlanDialog />
        </Suspense>
      )}
      {viewed !== null && (
        <Suspense>
          <PhotoViewer id={viewed} onView={setViewed} onClose={() => setViewed(null)} />
        </Suspense>
      )}
    </DataPanelsContext>
  );
}

import { type ComponentType, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { State } from '../../store/state.ts';
import { useStore } from '../../store/store.ts';
import ModelStage from '../backbone/ModelStage.tsx';
import { DataStage } from '../dataset/DataStage.tsx';
import { Boundary } from '../primitives/Boundary.tsx';
import { later } from '../primitives/later.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { WideStage } from '../primitives/wide-stage.ts';
import { DropHint } from './DropHint.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { ShownRun } from './ShownRun.tsx';
import { StatusLine } from './StatusLine.tsx';
import { useFetchAhead } from './use-fetch-ahead.ts';
import { usePaste } from './use-paste.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import { useWindowDrop } from './use-window-drop.ts';
import './App.css';

interface LaterStage {
  readonly name: string;
  readonly title: string;
  /** Until then the stage's code isn't asked for: the first screen stays small. */
  readonly reached: (state: State) => boolean;
  readonly waitsFor: string | null;
  readonly Content: ComponentType;
}

/** The frame of a stage that could not be shown, with the way to delete what may be the cause. */
const failed = (name: string, number: number, title: string) => (failure: ReactNode) => (
  <Stage name={name} number={number} title={title} waitsFor={null}>
    {failure}
    <ShownRun />
  </Stage>
);

const useShownRun = () => useStore((state) => state.currentRunId);

const DamagedBanner = later('The note on what is damaged', () => import('./DamagedBanner.tsx'));
const LessonBanner = later('The lesson', () => import('../lesson/LessonBanner.tsx'));
const MemoryBanner = later('The note on what is kept', () => import('./MemoryBanner.tsx'));
const TabBanner = later('The note on another tab', () => import('./TabBanner.tsx'));

const hasRun = (state: State) => state.runs.length > 0;

const laterStages: readonly LaterStage[] = [
  {
    name: 'model',
    title: 'Model',
    reached: () => true,
    waitsFor: null,
    Content: () => (
      <Boundary name="Model" frame={failed('model', 2, 'Model')}>
        <ModelStage />
      </Boundary>
    ),
  },
  {
    name: 'train',
    title: 'Train',
    reached: (state) => state.dataset.classes.length > 0 || hasRun(state) || state.unfinished.length > 0,
    waitsFor: 'Waits for two classes with photos.',
    Content: later(
      'Train',
      () => import('../training/TrainStage.tsx'),
      failed('train', 3, 'Train'),
      useShownRun,
    ),
  },
  {
    name: 'evaluate',
    title: 'Evaluate',
    reached: hasRun,
    waitsFor: 'Waits for a trained model.',
    Content: later(
      'Evaluate',
      () => import('../evaluation/EvaluateStage.tsx'),
      failed('evaluate', 4, 'Evaluate'),
      useShownRun,
    ),
  },
  {
    name: 'use',
    title: 'Use',
    reached: hasRun,
    waitsFor: 'Waits for a trained model.',
    Content: later('Use', () => import('../prediction/UseStage.tsx'), failed('use', 5, 'Use'), useShownRun),
  },
];

function Later({ stage, number }: { readonly stage: LaterStage; readonly number: number }) {
  const reached = useStore(stage.reached);
  const { name, title, waitsFor, Content } = stage;
  const frame = <Stage name={name} number={number} title={title} waitsFor={waitsFor} />;
  return reached ? (
    <Suspense fallback={frame}>
      <Content />
    </Suspense>
  ) : (
    frame
  );
}

/** The one page. */
export function App() {
  const [wide, setWide] = useState<string | null>(null);
  const open = useStore((state) => state.open);
  useEffect(() => {
    void open();
  }, [open]);
  const elsewhere = useStore((state) => state.tab === 'elsewhere');
  const inMemory = useStore((state) => state.keeping === 'memory');
  const damaged = useStore((state) => state.damaged.length > 0);
  const lesson = useStore((state) => state.lesson !== null);
  const readLesson = useStore((state) => state.readLesson);
  useEffect(() => {
    const read = () => void readLesson(location.hash);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [readLesson]);
  useFetchAhead();
  usePaste();
  useUndoKeys();
  const dropping = useWindowDrop();
  return (
    <div className="app">
      <Boundary name="The header">
        <Header />
      </Boundary>
      <Suspense>
        {elsewhere && <TabBanner />}
        {damaged && <DamagedBanner />}
        {inMemory && <MemoryBanner />}
        {lesson && <LessonBanner />}
      </Suspense>
      <WideStage value={{ wide, setWide }}>
        <main className="stages" data-wide={wide ?? undefined}>
          <Boundary name="Data" frame={failed('data', 1, 'Data')}>
            <DataStage />
          </Boundary>
          {laterStages.map((stage, index) => (
            <Later key={stage.name} stage={stage} number={index + 2} />
          ))}
        </main>
      </WideStage>
      <Notices />
      <Boundary name="The status line">
        <StatusLine />
      </Boundary>
      {dropping && <DropHint place={dropping} />}
    </div>
  );
}

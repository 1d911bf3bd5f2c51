import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import type { State } from '../../store/state.ts';
import { useStore } from '../../store/store.ts';
import ModelStage from '../backbone/ModelStage.tsx';
import { DataStage } from '../dataset/DataStage.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { WideStage } from '../primitives/wide-stage.ts';
import { DropHint } from './DropHint.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
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

const LessonBanner = lazy(() => import('../lesson/LessonBanner.tsx'));
const TabBanner = lazy(() => import('./TabBanner.tsx'));

const hasRun = (state: State) => state.runs.length > 0;

const laterStages: readonly LaterStage[] = [
  {
    name: 'model',
    title: 'Model',
    reached: () => true,
    waitsFor: null,
    Content: ModelStage,
  },
  {
    name: 'train',
    title: 'Train',
    reached: (state) => state.dataset.classes.length > 0 || hasRun(state) || state.unfinished.length > 0,
    waitsFor: 'Waits for two classes with photos.',
    Content: lazy(() => import('../training/TrainStage.tsx')),
  },
  {
    name: 'evaluate',
    title: 'Evaluate',
    reached: hasRun,
    waitsFor: 'Waits for a trained model.',
    Content: lazy(() => import('../evaluation/EvaluateStage.tsx')),
  },
  {
    name: 'use',
    title: 'Use',
    reached: hasRun,
    waitsFor: 'Waits for a trained model.',
    Content: lazy(() => import('../prediction/UseStage.tsx')),
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
      <Header />
      <Suspense>
        {elsewhere && <TabBanner />}
        {lesson && <LessonBanner />}
      </Suspense>
      <WideStage value={{ wide, setWide }}>
        <main className="stages">
          <DataStage />
          {laterStages.map((stage, index) => (
            <Later key={stage.name} stage={stage} number={index + 2} />
          ))}
        </main>
      </WideStage>
      <Notices />
      <StatusLine />
      {dropping && <DropHint place={dropping} />}
    </div>
  );
}

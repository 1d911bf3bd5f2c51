import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { DataStage } from '../dataset/DataStage.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { WideStage } from '../primitives/wide-stage.ts';
import { DropHint } from './DropHint.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { StatusLine } from './StatusLine.tsx';
import { usePaste } from './use-paste.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import { useWindowDrop } from './use-window-drop.ts';
import './App.css';

// The first screen needs the data stage only; the others come while the person looks at it.
const laterStages: readonly { name: string; title: string; Content: ComponentType }[] = [
  { name: 'model', title: 'Model', Content: lazy(() => import('../backbone/ModelStage.tsx')) },
  { name: 'train', title: 'Train', Content: lazy(() => import('../training/TrainStage.tsx')) },
  { name: 'evaluate', title: 'Evaluate', Content: lazy(() => import('../evaluation/EvaluateStage.tsx')) },
  { name: 'use', title: 'Use', Content: lazy(() => import('../prediction/UseStage.tsx')) },
];

/** The one page. */
export function App() {
  const [wide, setWide] = useState<string | null>(null);
  const open = useStore((state) => state.open);
  useEffect(() => {
    void open();
  }, [open]);
  usePaste();
  useUndoKeys();
  const dropping = useWindowDrop();
  return (
    <div className="app">
      <Header />
      <WideStage value={{ wide, setWide }}>
        <main className="stages">
          <DataStage />
          {laterStages.map(({ name, title, Content }, index) => (
            <Suspense
              key={name}
              fallback={
                <Stage name={name} number={index + 2} title={title} waitsFor={name === 'model' ? null : ''} />
              }
            >
              <Content />
            </Suspense>
          ))}
        </main>
      </WideStage>
      <Notices />
      <StatusLine />
      {dropping && <DropHint />}
    </div>
  );
}

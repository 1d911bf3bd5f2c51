import { useId } from 'react';
import type { BackendChoice } from '../../core/backbone/backend.ts';
import type { EngineStatus } from '../../store/runtime/engine-state.ts';
import { useStore } from '../../store/store.ts';
import { OfflineStatus } from '../offline/OfflineStatus.tsx';
import { Button } from '../primitives/Button.tsx';
import { backendChoices, backendName } from './backend-words.ts';
import { MeasureMachine } from './MeasureMachine.tsx';
import './StatusLine.css';

/** The page's lowest line: what computes and why, with a way to overrule it, and that nothing has been sent anywhere. */
export function StatusLine() {
  const engine = useStore((state) => state.engine);
  const choice = useStore((state) => state.backendChoice);
  const chooseBackend = useStore((state) => state.chooseBackend);
  const stalled = useStore((state) => state.stalled);
  const beginAgain = useStore((state) => state.beginAgain);
  const inMemory = useStore((state) => state.keeping === 'memory');
  const id = useId();
  return (
    <footer className="status">
      <p className={`status-engine status-${engine.kind}`} role="status">
        <span className="status-dot" aria-hidden="true" />
        <EngineWords engine={engine} />
      </p>
      {stalled && (
        <p className="status-stalled" role="alert">
          No progress for a minute. <Button onClick={beginAgain}>Begin again</Button>
        </p>
      )}
      {engine.kind === 'failed' && <Button onClick={() => void chooseBackend(choice)}>Try again</Button>}
      <MeasureMachine />
      <label className="status-choice" htmlFor={id}>
        Computes with
        <select
          id={id}
          className="status-select"
          value={choice}
          // Another one means another engine, and photos in memory would end with this one.
          disabled={inMemory && engine.kind === 'ready'}
          title="Automatic takes the fastest that this machine has. Change it to compare, or when one misbehaves."
          onChange={(event) => {
            const chosen = backendChoices.find(({ value }) => value === event.currentTarget.value);
            void chooseBackend(chosen?.value ?? ('auto' satisfies BackendChoice));
          }}
        >
          {backendChoices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <OfflineStatus />
    </footer>
  );
}

function EngineWords({ engine }: { readonly engine: EngineStatus }) {
  switch (engine.kind) {
    case 'idle':
      return <span>The engine starts when it is first needed.</span>;
    case 'starting':
      return <span>Starting the engine…</span>;
    case 'restarting':
      return <span>Starting the engine again: {engine.why}</span>;
    case 'failed':
      return (
        <span>
          {engine.failure.what} {engine.failure.todo}
        </span>
      );
    case 'ready':
      return (
        <span title={engine.backend.device ?? undefined}>
          <strong>{backendName(engine.backend)}</strong>: {engine.backend.reason}
        </span>
      );
  }
}

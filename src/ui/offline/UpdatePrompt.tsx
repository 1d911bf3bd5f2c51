import { useId } from 'react';
import { useOffline } from '../../store/offline/offline.ts';
import { useRunningJobs } from '../../store/runtime/running-jobs.ts';
import { Button } from '../primitives/Button.tsx';
import { waitsForWords } from './offline-words.ts';

/** Asks before a new version takes the place of this one; never while a job runs. */
export function UpdatePrompt() {
  const waiting = useOffline((state) => state.update === 'waiting');
  const putOff = useOffline((state) => state.putOffUpdate);
  return (
    <div aria-live="polite">
      {waiting && (
        <section className="offline-update" aria-label="New version">
          <p>A new version of Headstart is here. What you made stays.</p>
          <ReloadButton look="primary" />
          <Button onClick={putOff}>Later</Button>
        </section>
      )}
    </div>
  );
}

/** Loads the new version; while a job runs it says what it waits for. */
export function ReloadButton({ look }: { readonly look: 'primary' | 'secondary' }) {
  const running = useRunningJobs((state) => state.running);
  const takeUpdate = useOffline((state) => state.takeUpdate);
  const id = useId();
  const waits = waitsForWords(running);
  return (
    <>
      <Button
        look={look}
        aria-disabled={waits !== null}
        aria-describedby={waits === null ? undefined : id}
        onClick={() => {
          if (waits === null) void takeUpdate();
        }}
      >
        Reload now
      </Button>
      {waits !== null && <span id={id}>{waits}</span>}
    </>
  );
}

import { create } from 'zustand';
import type { JobKind } from '../../workers/protocol.ts';
import type { EngineClient } from '../../workers/runtime/client.ts';
import { writes } from './writing-jobs.ts';

export type RunningKind = JobKind;

/** Jobs under way that would be lost with the page: those that write. */
export const useRunningJobs = create<{ readonly running: readonly JobKind[] }>(() => ({ running: [] }));

/** Resolves when all changes that were handed to the worker are on disk, or could not be written. */
export function whenWritten(): Promise<void> {
  return new Promise((resolve) => {
    const written = () => !useRunningJobs.getState().running.includes('write');
    if (written()) return resolve();
    const stop = useRunningJobs.subscribe(() => {
      if (!written()) return;
      stop();
      resolve();
    });
  });
}

/** Keeps count of the jobs that are run. */
export function counted(run: EngineClient['run']): EngineClient['run'] {
  return async (kind, ...request) => {
    if (!writes(kind)) return run(kind, ...request);
    useRunningJobs.setState(({ running }) => ({ running: [...running, kind] }));
    try {
      return await run(kind, ...request);
    } finally {
      useRunningJobs.setState(({ running }) => ({ running: running.toSpliced(running.indexOf(kind), 1) }));
    }
  };
}

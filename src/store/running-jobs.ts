import { create } from 'zustand';
import type { EngineClient } from '../workers/client.ts';
import type { JobKind } from '../workers/protocol.ts';
import { writes } from './tab.ts';

export type RunningKind = JobKind;

/** Jobs under way that would be lost with the page: those that write. */
export const useRunningJobs = create<{ readonly running: readonly JobKind[] }>(() => ({ running: [] }));

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

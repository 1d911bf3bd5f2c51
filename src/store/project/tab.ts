import type { Failure } from '../../core/project/failure.ts';
import type { EngineClient } from '../../workers/runtime/client.ts';
import type { SliceContext } from '../runtime/context.ts';
import { nextTask } from '../runtime/next-task.ts';
import { whenWritten } from '../runtime/running-jobs.ts';
import type { State } from '../state.ts';
import { projectLock } from './project-lock.ts';
import type { TabSlice } from './project-state.ts';

/** What is told where a tab that only shows the project is asked to change it. */
export const onlyShown: Failure = {
  code: 'read-only',
  what: 'Another tab has this project open, so this one only shows it.',
  todo: 'Press “Work here” at the top, or close the other tab.',
};

/** Two tabs that write the same project would undo each other's work. */
export function tabSlice({
  set,
  get,
  client,
  history,
}: Pick<SliceContext, 'set' | 'get' | 'client' | 'history'>): TabSlice {
  const lock = projectLock({
    onGained: () => {
      set({ tab: 'here' });
      // The other tab may have changed everything.
      history.clear();
      void get().open();
    },
    onAsked: () => letGo(get(), client),
    onLost: () => {
      client.end(onlyShown);
      set({ tab: 'elsewhere', engine: { kind: 'idle' } });
    },
  });
  return {
    tab: 'asking',
    claimProject: async () => set({ tab: (await lock.claim()) ? 'here' : 'elsewhere' }),
    takeOver: lock.takeOver,
  };
}

/** A training keeps its checkpoint, so the other tab can go on with it. The latest edits are written down first. */
async function letGo(state: State, client: EngineClient): Promise<void> {
  state.pauseTraining();
  state.stopImport();
  // Edits are handed to the worker in tasks of their own.
  await nextTask();
  await whenWritten();
  client.end(onlyShown);
}

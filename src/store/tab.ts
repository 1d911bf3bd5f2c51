import type { Failure } from '../core/project/failure.ts';
import type { EngineClient } from '../workers/client.ts';
import type { JobKind } from '../workers/protocol.ts';
import type { SliceContext } from './context.ts';
import { projectLock } from './project-lock.ts';
import type { State, TabSlice } from './state.ts';

/** What is told where a tab that only shows the project is asked to change it. */
export const onlyShown: Failure = {
  code: 'read-only',
  what: 'Another tab has this project open, so this one only shows it.',
  todo: 'Press “Work here” at the top, or close the other tab.',
};

/** Jobs that write nothing: those of a tab that only shows the project. */
const READING: ReadonlySet<JobKind> = new Set<JobKind>([
  'start',
  'open',
  'thumbnails',
  'image',
  'predict',
  'predictFiles',
  'preview',
  'pictureFigures',
  'ownBackbones',
]);

export const writes = (kind: JobKind): boolean => !READING.has(kind);

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

/** A training keeps its checkpoint, so the other tab can go on with it. */
function letGo(state: State, client: EngineClient): void {
  state.pauseTraining();
  state.stopImport();
  client.end(onlyShown);
}

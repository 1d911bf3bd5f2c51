import type { StoreApi } from 'zustand';
import type { EngineClient } from '../../workers/runtime/client.ts';
import type { State } from '../state.ts';
import type { Notice } from './notice-state.ts';

/** What every slice is made of: the state, and the engine behind it. */
export interface SliceContext {
  readonly set: StoreApi<State>['setState'];
  readonly get: StoreApi<State>['getState'];
  readonly client: EngineClient;
  readonly history: UndoHistory;
  /** False where this tab only shows the project, which the person has been told then, and while it is being opened. */
  readonly mayChange: () => boolean;
  /** Tells the person, in a stage's notices, what could not be done: `.catch(report('data', 'It was not stored'))`. */
  readonly report: (stage: Notice['stage'], title: string) => (error: unknown) => void;
}

/** Something that was done: `revert` takes it back and returns what does it again. */
export interface Undoable {
  readonly label: string;
  revert(): Undoable;
}

/** The stacks behind Undo and Redo; the state shows their labels. */
export interface UndoHistory {
  push(done: Undoable): void;
  undo(): void;
  redo(): void;
  /** Forgets all of it: what it would take back is no longer there. */
  clear(): void;
}

export function createHistory(set: SliceContext['set']): UndoHistory {
  const done: Undoable[] = [];
  const undone: Undoable[] = [];
  const show = () =>
    set({ undoable: done.map(({ label }) => label), redoable: undone.map(({ label }) => label) });
  const move = (from: Undoable[], to: Undoable[]) => {
    const last = from.pop();
    if (!last) return;
    to.push(last.revert());
    show();
  };
  return {
    push: (entry) => {
      done.push(entry);
      undone.length = 0;
      show();
    },
    undo: () => move(done, undone),
    redo: () => move(undone, done),
    clear: () => {
      done.length = 0;
      undone.length = 0;
      show();
    },
  };
}

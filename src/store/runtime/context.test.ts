import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { State } from '../state.ts';
import { createHistory, type Undoable } from './context.ts';

/** A number that is added to, and the labels that the page shows. */
function counter() {
  let value = 0;
  let shown: Partial<State> = {};
  const history = createHistory((part) => {
    shown = { ...shown, ...(part as Partial<State>) };
  });
  const added = (n: number): Undoable => ({
    label: `Add ${n}`,
    revert: () => {
      value -= n;
      return { label: `Add ${n}`, revert: () => redone(n) };
    },
  });
  const redone = (n: number): Undoable => {
    value += n;
    return added(n);
  };
  return {
    add: (n: number) => history.push(redone(n)),
    undo: history.undo,
    redo: history.redo,
    value: () => value,
    shown: () => [shown.undoable ?? [], shown.redoable ?? []],
  };
}

test('undo and redo go back and forth, and show what comes next', () => {
  const { add, undo, redo, value, shown } = counter();
  add(1);
  add(2);
  expect(shown()).toEqual([['Add 1', 'Add 2'], []]);
  undo();
  expect(value()).toBe(1);
  expect(shown()).toEqual([['Add 1'], ['Add 2']]);
  redo();
  expect(value()).toBe(3);
  undo();
  add(4);
  expect(value()).toBe(5);
  expect(shown()).toEqual([['Add 1', 'Add 4'], []]);
});

test('any edits, undos and redos end where a list of states with a cursor ends', () => {
  const step = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom('undo' as const, 'redo' as const));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { add, undo, redo, value } = counter();
      let states = [0];
      let at = 0;
      for (const one of steps) {
        if (one === 'undo') {
          undo();
          at = Math.max(0, at - 1);
        } else if (one === 'redo') {
          redo();
          at = Math.min(states.length - 1, at + 1);
        } else {
          add(one);
          states = [...states.slice(0, at + 1), (states[at] ?? 0) + one];
          at++;
        }
        expect(value()).toBe(states[at]);
      }
    }),
  );
});

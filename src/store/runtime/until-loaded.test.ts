import { afterEach, expect, test, vi } from 'vitest';
import type { State } from '../state.ts';
import type { SliceContext } from './context.ts';
import { needsLater, untilLoaded } from './until-loaded.ts';

afterEach(() => vi.doUnmock('./later-actions.ts'));

/** The part of the state that is loaded later, in front of code that the test plays. */
function page() {
  const failures: [string, unknown][] = [];
  const context = {
    get: () => state,
    set: (part: Partial<State>) => Object.assign(state, part),
    report: (_: string, title: string) => (error: unknown) => failures.push([title, error]),
  };
  const state: Partial<State> = {};
  Object.assign(state, untilLoaded(context as unknown as SliceContext));
  return { state: state as State, failures };
}

test('an action that is asked for is fetched, done, and there from then on', async () => {
  const select = vi.fn();
  const clearDataset = vi.fn();
  const laterActions = vi.fn(() => ({ select, clearDataset }));
  vi.doMock('./later-actions.ts', () => ({ laterActions }));
  const { state } = page();
  state.select(['a'], 'add');
  state.clearDataset();
  await vi.waitFor(() => expect(clearDataset).toHaveBeenCalledTimes(1));
  expect(select).toHaveBeenCalledExactlyOnceWith(['a'], 'add');
  expect(state.select).toBe(select);
  expect(await state.loadLater()).toBe(true);
  expect(laterActions).toHaveBeenCalledTimes(1);
});

test('code that can’t be fetched is told of, and fetched again when it is asked for again', async () => {
  let network = false;
  const select = vi.fn();
  vi.doMock('./later-actions.ts', () => ({
    laterActions: () => {
      if (!network) throw new Error('No network.');
      return { select };
    },
  }));
  const { state, failures } = page();
  await state.importFiles([]);
  expect(failures.map(([title, error]) => [title, String(error)])).toEqual([
    ['A part of the page could not be fetched', 'Error: No network.'],
  ]);
  network = true;
  state.select([], 'replace');
  await vi.waitFor(() => expect(select).toHaveBeenCalledTimes(1));
});

test('an empty project needs nothing more; one with a class, a run or an unfinished one does', () => {
  const empty = { dataset: { classes: [] }, runs: [], unfinished: [] } as unknown as State;
  expect(needsLater(empty)).toBe(false);
  expect(
    needsLater({ ...empty, dataset: { ...empty.dataset, classes: [{ id: 'a', name: 'a', colour: 0 }] } }),
  ).toBe(true);
  expect(needsLater({ ...empty, runs: [{}] as unknown as State['runs'] })).toBe(true);
  expect(needsLater({ ...empty, unfinished: [{}] as unknown as State['unfinished'] })).toBe(true);
});

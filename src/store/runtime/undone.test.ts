import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { runSaying } from '../../../test-support/core/prediction/fake-runs.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What a person may do in between: to the list's item of that place, or to the last step. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('add', 'undo', 'redo'), at: fc.constant(0) }),
    fc.record({ kind: fc.constant('delete'), at: fc.nat(20) }),
  ),
  { maxLength: 30 },
);

interface Kept {
  readonly ids: () => readonly string[];
  readonly add: (id: string, time: number) => void;
  readonly remove: (id: string) => void;
}

/** Carries out the steps; after each one what is there lies in the order of its times, the latest first. */
async function staysInOrder(
  list: (store: Awaited<ReturnType<typeof openStore>>['store']) => Kept,
): Promise<void> {
  const { store } = await openStore();
  const { ids, add, remove } = list(store);
  let time = 0;
  const timeOf = (id: string) => Number(id.split('-').at(-1));
  fc.assert(
    fc.property(steps, (done) => {
      for (const { kind, at } of done) {
        const now = ids();
        if (kind === 'add') add(`one-${++time}`, time);
        else if (kind === 'undo') store.getState().undo();
        else if (kind === 'redo') store.getState().redo();
        else if (now.length > 0) remove(now[at % now.length] ?? '');
        const times = ids().map(timeOf);
        expect(times).toEqual([...times].sort((a, b) => b - a));
        expect(new Set(times).size).toBe(times.length);
      }
    }),
    { numRuns: 50 },
  );
}

test('runs come back to their places', () =>
  staysInOrder((store) => ({
    ids: () => store.getState().runs.map(({ id }) => id),
    add: (id, time) =>
      store.setState(({ runs }) => ({
        runs: [{ ...runSaying(id, []), createdAt: time, number: time }, ...runs],
      })),
    remove: (id) => store.getState().deleteRun(id),
  })));

test('unfinished runs come back to their places', () =>
  staysInOrder((store) => ({
    ids: () => store.getState().unfinished.map(({ id }) => id),
    add: (id, savedAt) =>
      store.setState(({ unfinished }) => ({
        unfinished: [{ id, savedAt, recipe: defaultRecipe, history: [] }, ...unfinished],
      })),
    remove: (id) => store.getState().discardRun(id),
  })));

test('ensembles come back to their places, also those made in one millisecond', () =>
  staysInOrder((store) => ({
    ids: () => store.getState().ensembles.map(({ number }) => `one-${number}`),
    add: () => store.getState().addEnsemble({ method: 'mean', members: [] }),
    remove: (id) => {
      const number = Number(id.split('-').at(-1));
      store
        .getState()
        .deleteEnsemble(store.getState().ensembles.find((one) => one.number === number)?.id ?? '');
    },
  })));

test('a run that comes back is in use again only where it was when it was deleted', async () => {
  const { store } = await openStore();
  const runs = ['c', 'b', 'a'].map((id) => ({ ...runSaying(id, []), createdAt: id.charCodeAt(0) }));
  store.setState({ runs, currentRunId: 'a' });
  store.getState().deleteRun('b');
  store.getState().undo();
  expect(store.getState().currentRunId).toBe('a');
  store.getState().deleteRun('a');
  expect(store.getState().currentRunId).toBe('c');
  store.getState().undo();
  expect(store.getState().currentRunId).toBe('a');
});

test('a network that comes back lies where it was, and is not chosen over one that was chosen since', async () => {
  const { store } = await openStore();
  const { removeBackbone } = await import('../backbone/own-backbones.ts');
  const card = (id: string, name: string) => ({ id, name }) as BackboneCard;
  const cards = [card('shipped', 'Z'), card('other', 'Y'), card('own-b', 'Birds'), card('own-c', 'Cats')];
  store.setState({ cards });
  store.getState().changeRecipe({ backbone: 'own-b' });
  removeBackbone('own-b');
  expect(store.getState().recipe.backbone).toBe('shipped');
  store.getState().changeRecipe({ backbone: 'other' });
  store.getState().undo();
  expect(store.getState().cards).toEqual(cards);
  expect(store.getState().recipe.backbone).toBe('other');
});

import { expect, test } from 'vitest';
import { runSaying } from '../../../test-support/core/prediction/fake-runs.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { answering } from '../prediction/prediction.ts';

const members = [
  { runId: 'a', weight: 0.5 },
  { runId: 'b', weight: 0.5 },
];

async function withRuns() {
  const { store, written } = await openStore();
  store.setState({ tab: 'here', runs: [runSaying('a', []), runSaying('b', [])], currentRunId: 'a' });
  return {
    state: store.getState,
    saved: () => written('ensembles'),
  };
}

test('an ensemble is kept, stored, and answers', async () => {
  const { state, saved } = await withRuns();
  state().addEnsemble({ method: 'mean', members });
  expect(state().ensembles).toMatchObject([{ number: 1, name: null, method: 'mean', members }]);
  expect(saved()).toEqual(state().ensembles);
  expect(answering(state())).toEqual(members);
  state().chooseEnsemble(null);
  expect(answering(state())).toEqual([{ runId: 'a', weight: 1 }]);
});

test('numbers go on from the highest, the newest first', async () => {
  const { state } = await withRuns();
  state().addEnsemble({ method: 'mean', members });
  state().addEnsemble({ method: 'fitted', members });
  expect(state().ensembles.map(({ number }) => number)).toEqual([2, 1]);
});

test('a name is kept, stored, undone and taken back; the number’s own name is none', async () => {
  const { state, saved } = await withRuns();
  state().addEnsemble({ method: 'mean', members });
  const id = state().ensembles[0]?.id ?? '';
  state().nameEnsemble(id, '  both seeds ');
  state().nameEnsemble(id, 'both seeds');
  expect(state().undoable).toEqual(['Rename ensemble']);
  state().undo();
  expect(state().ensembles[0]?.name).toBeNull();
  state().redo();
  state().nameEnsemble(id, 'Ensemble 1');
  expect(saved().map(({ name }) => name)).toEqual([null, 'both seeds', null, 'both seeds', null]);
});

test('a deleted ensemble comes back where it was, and answers again', async () => {
  const { state, saved } = await withRuns();
  state().addEnsemble({ method: 'mean', members });
  state().addEnsemble({ method: 'fitted', members });
  const [newest, oldest] = state().ensembles.map(({ id }) => id);
  state().chooseEnsemble(oldest ?? '');
  state().deleteEnsemble(oldest ?? '');
  expect(state().ensembles.map(({ id }) => id)).toEqual([newest]);
  expect(state().currentEnsembleId).toBeNull();
  expect(saved().at(-1)).toMatchObject({ id: oldest, deleted: true });
  state().undo();
  expect(state().ensembles.map(({ id }) => id)).toEqual([newest, oldest]);
  expect(state().currentEnsembleId).toBe(oldest);
  expect(saved().at(-1)).toMatchObject({ id: oldest, deleted: false });
  expect(state().redoable).toEqual(['Delete ensemble']);
  state().redo();
  expect(state().ensembles).toHaveLength(1);
});

test('without one of its runs an ensemble can’t answer, until that comes back', async () => {
  const { state } = await withRuns();
  state().addEnsemble({ method: 'mean', members });
  state().deleteRun('b');
  expect(answering(state())).toEqual([]);
  state().undo();
  expect(answering(state())).toEqual(members);
});

test('a tab that only shows the project keeps none', async () => {
  const { store } = await openStore();
  store.setState({ tab: 'elsewhere' });
  store.getState().addEnsemble({ method: 'mean', members });
  expect(store.getState().ensembles).toEqual([]);
});

import { expect, test, vi } from 'vitest';
import { datasetOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { runSaying } from '../../../test-support/core/prediction/fake-runs.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { BackendInfo } from '../../core/backbone/backend.ts';
import type { CatalogueCard } from '../../core/backbone/card.ts';
import { allShown, lessonHash } from '../../core/lesson/lesson.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import type { State } from '../state.ts';

test('each change of the recipe is stored', async () => {
  const { store, written } = await openStore();
  store.getState().changeRecipe({ epochs: 3 });
  store.getState().changeRecipe({ patience: 2 });
  expect(written('recipe')).toEqual([
    { ...defaultRecipe, epochs: 3 },
    { ...defaultRecipe, epochs: 3, patience: 2 },
  ]);
});

test('a recipe that was replaced as a whole comes back by Undo', async () => {
  const { store, written } = await openStore();
  const state = store.getState;
  state().changeRecipe({ epochs: 3 });
  state().resetRecipe();
  expect(state()).toMatchObject({ recipe: defaultRecipe, undoable: ['Reset recipe'] });
  state().undo();
  expect(state().recipe.epochs).toBe(3);
  state().redo();
  expect(state().recipe).toEqual(defaultRecipe);
  expect(written('recipe').at(-1)).toEqual(defaultRecipe);
});

const cards = [
  { id: 'mobilenet-v3', bytes: 3 },
  { id: 'resnet-50', bytes: 48 },
] as unknown as readonly CatalogueCard[];
const running = (name: BackendInfo['name'], hardware = true): Pick<State, 'engine'> => ({
  engine: { kind: 'ready', backend: { name, hardware, reason: '', device: null, threads: 1 } },
});
const onLarge = { ...defaultRecipe, backbone: 'resnet-50' };

test('a fresh project begins with what is usual on the machine, once both are known, and stores it', async () => {
  const { store, written } = await openStore();
  store.setState({ cards });
  expect(store.getState().recipe).toEqual(defaultRecipe);
  store.setState(running('webgpu'));
  expect(store.getState().recipe).toEqual(onLarge);
  expect(written('recipe')).toEqual([onLarge]);
  expect(store.getState().undoable).toEqual([]);
  // From here on it is a recipe like any other.
  store.setState(running('wasm'));
  expect(store.getState().recipe).toEqual(onLarge);
  expect(written('recipe')).toHaveLength(1);
});

test('without a graphics processor, or without a network, it begins with the small one', async () => {
  for (const engine of [running('wasm'), running('webgl', false)]) {
    const { store, written } = await openStore();
    store.setState({ ...engine, cards });
    expect(store.getState().recipe).toEqual(defaultRecipe);
    expect(written('recipe')).toEqual([]);
  }
  const { store } = await openStore();
  vi.stubGlobal('navigator', { ...navigator, onLine: false });
  store.setState({ ...running('webgpu'), cards });
  expect(store.getState().recipe).toEqual(defaultRecipe);
});

test('a recipe that anybody has set does not follow the machine', async () => {
  const set: Record<string, (state: () => State) => unknown> = {
    'the person': (state) => state().changeRecipe({ epochs: 3 }),
    'the person, to what it was': (state) => state().changeRecipe({ backbone: 'mobilenet-v3' }),
    'a recipe’s file': (state) => state().replaceRecipe({ ...defaultRecipe }, 'Open recipe'),
    'a lesson': (state) =>
      state().readLesson(
        lessonHash({
          title: 'Default',
          text: '',
          recipe: defaultRecipe,
          sample: null,
          parts: allShown,
          predictFirst: false,
        }),
      ),
  };
  for (const [who, does] of Object.entries(set)) {
    const { store } = await openStore();
    await does(store.getState);
    store.setState({ ...running('webgpu'), cards });
    expect(store.getState().recipe.backbone, who).toBe('mobilenet-v3');
  }
});

test('nor does that of a project which is being read, has a stored recipe, has runs or is open elsewhere', async () => {
  const { store, asked } = await openStore();
  vi.stubGlobal('fetch', async () => new Response('[]'));
  store.setState({ opened: 'opening', tab: 'here' });
  const opening = store.getState().open();
  store.setState({ ...running('webgpu'), cards });
  expect(store.getState().recipe).toEqual(defaultRecipe);
  const stored = { dataset: datasetOf([]), unfinished: [], ensembles: [], recipe: defaultRecipe };
  (await asked('open')).succeed(stored);
  (await asked('ownBackbones')).succeed([]);
  await opening;
  store.setState({ ...running('webgpu'), cards });
  expect(store.getState().recipe).toEqual(defaultRecipe);

  for (const state of [{ runs: [runSaying('one', [])] }, { tab: 'elsewhere' as const }]) {
    const other = await openStore();
    other.store.setState(state);
    other.store.setState({ ...running('webgpu'), cards });
    expect(other.store.getState().recipe).toEqual(defaultRecipe);
  }
});

test('Reset goes back to what is usual on the machine', async () => {
  const { store } = await openStore();
  store.getState().changeRecipe({ epochs: 3 });
  store.setState({ ...running('webgpu'), cards });
  store.getState().resetRecipe();
  expect(store.getState().recipe).toEqual(onLarge);
  store.getState().undo();
  expect(store.getState().recipe).toEqual({ ...defaultRecipe, epochs: 3 });
});

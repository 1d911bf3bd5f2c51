import { expect, test } from 'vitest';
import { defaultRecipe } from '../core/training/recipe.ts';
import { openStore } from './fake-engine.ts';

test('each change of the recipe is stored', async () => {
  const { store, jobs } = await openStore();
  store.getState().changeRecipe({ epochs: 3 });
  store.getState().changeRecipe({ patience: 2 });
  expect(jobs('persistRecipe').map(({ request }) => request.recipe)).toEqual([
    { ...defaultRecipe, epochs: 3 },
    { ...defaultRecipe, epochs: 3, patience: 2 },
  ]);
});

test('a recipe that was replaced as a whole comes back by Undo', async () => {
  const { store, jobs } = await openStore();
  const state = store.getState;
  state().changeRecipe({ epochs: 3 });
  state().resetRecipe();
  expect(state()).toMatchObject({ recipe: defaultRecipe, undoable: ['Reset recipe'] });
  state().undo();
  expect(state().recipe.epochs).toBe(3);
  state().redo();
  expect(state().recipe).toEqual(defaultRecipe);
  expect(jobs('persistRecipe').at(-1)?.request.recipe).toEqual(defaultRecipe);
});

import { expect, test } from 'vitest';
import { defaultRecipe } from '../core/training/recipe.ts';
import { openStore } from './fake-engine.ts';

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

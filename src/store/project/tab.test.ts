import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { onlyShown } from './tab.ts';

const dataset = datasetOf([sampleOf('0', { classId: 'a' })]);

test('a tab that has the project sweeps it; one that only shows it does not', async () => {
  const { store, jobs } = await openStore();
  vi.stubGlobal('fetch', async () => new Response('[]'));
  void store.getState().open();
  await expect.poll(() => jobs('open')[0]?.request).toEqual({ sweep: true, stopped: null });
  store.setState({ tab: 'elsewhere' });
  void store.getState().open();
  await expect.poll(() => jobs('open')[1]?.request).toEqual({ sweep: false, stopped: null });
});

test('a tab that only shows the project changes nothing, and says so once', async () => {
  const { store, jobs } = await openStore();
  store.setState({ dataset, tab: 'elsewhere' });
  const { recipe, deleteSamples, changeRecipe, importFiles, undo, notices } = store.getState();
  expect(notices).toEqual([]);
  deleteSamples(['0']);
  changeRecipe({ epochs: recipe.epochs + 1 });
  await importFiles([]);
  undo();
  const after = store.getState();
  expect(after.dataset).toBe(dataset);
  expect(after.recipe).toBe(recipe);
  expect(after.notices.map(({ failures }) => failures)).toEqual([[onlyShown]]);
  expect([...jobs('write'), ...jobs('import')]).toEqual([]);
});

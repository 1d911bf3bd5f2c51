import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { runSaying } from '../../../test-support/core/prediction/fake-runs.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';

test('what is stored comes in parts and is shown at once, whole; told anew by another worker it comes once', async () => {
  const { store, asked } = await openStore();
  vi.stubGlobal('fetch', async () => new Response('[]'));
  const opening = store.getState().open();
  const job = await asked('open');
  const samples = ['0', '1', '2'].map((id, order) => sampleOf(id, { order }));
  const runs = [runSaying('newer', []), runSaying('older', [])];
  const tell = () => {
    job.emit({ kind: 'samples', samples: samples.slice(0, 2) });
    job.emit({ kind: 'samples', samples: samples.slice(2) });
  };
  tell();
  expect(store.getState().dataset.samples).toEqual([]);
  tell();
  for (const run of runs) job.emit({ kind: 'run', run });
  const { samples: _, ...dataset } = datasetOf([]);
  job.succeed({ dataset, recipe: null, unfinished: [], ensembles: [] });
  (await asked('ownBackbones')).succeed([]);
  await opening;
  expect(store.getState()).toMatchObject({
    opened: 'open',
    dataset: { ...dataset, samples },
    runs,
    currentRunId: 'newer',
  });
});

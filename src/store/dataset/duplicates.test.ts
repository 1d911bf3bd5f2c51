import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { Dataset, Sample, Split } from '../../core/dataset/dataset.ts';

const sample = (id: string, split: Split, change: Partial<Sample> = {}): Sample =>
  sampleOf(id, {
    hash: `h${id}`,
    classId: Number(id) % 2 === 0 ? 'a' : 'b',
    split,
    order: Number(id),
    ...change,
  });
const dataset = datasetOf([
  ...['0', '1', '2', '3', '4', '5'].map((id) => sample(id, 'train')),
  ...['6', '7', '8', '9'].map((id) => sample(id, 'validation')),
  sample('10', 'test', { splitFixed: true }),
  sample('11', 'train', { excluded: true }),
]);
const hashes = (samples: readonly Sample[] | undefined) => samples?.map(({ hash }) => hash);
const spent = { extraction: 120, extracted: 10 };

async function opened(change: Partial<Dataset> = {}) {
  const engine = await openStore();
  engine.store.setState({ dataset: { ...dataset, ...change } });
  const splitOf = (id: string) => engine.store.getState().dataset.samples[Number(id)]?.split;
  return { ...engine, splitOf };
}

test('a training compares its photos first, keeps near-duplicates together, and trains with what they became', async () => {
  const { store, jobs, asked, written, splitOf } = await opened();
  const trained = store.getState().train();
  const search = await asked('duplicates');
  expect(search.request.ifCached.map(({ hash }) => hash)).toEqual(['h10']);
  expect(hashes(search.request.samples)).toEqual(dataset.samples.slice(0, 10).map(({ hash }) => hash));
  search.emit({ kind: 'extracting', upTo: null, progress: { done: 1, total: 10, rate: 2 } });
  expect(store.getState().training.kind).toBe('extracting');
  search.emit({ kind: 'step', done: 3, total: 9 });
  expect(store.getState().training).toMatchObject({ kind: 'comparing', done: 3, total: 9 });
  search.succeed({ groups: [{ ids: ['0', '6'] }], compared: dataset.samples.slice(0, 10).map(({ hash }) => hash), spent }); // biome-ignore format: one line
  const { request } = await asked('train');
  expect(request.samples[6]).toMatchObject({ split: 'train', group: 'h0' });
  expect(request.spent).toEqual(spent);
  expect(store.getState().notices.map(({ title }) => title)).toEqual([
    '1 photo moved, so that near-duplicates are on one side of the split',
  ]);
  expect(store.getState().undoable.at(-1)).toBe('Keep near-duplicates together');
  expect(written('patch')).toHaveLength(1);
  store.getState().undo();
  expect(splitOf('6')).toBe('validation');

  // The next training knows these photos.
  store.getState().stopTraining();
  jobs('train')[0]?.fail({ code: 'cancelled', what: '', todo: '' });
  await trained;
  void store.getState().train();
  await asked('train', 2);
  expect(jobs('duplicates')).toHaveLength(1);
});

test('what was compared counts for just these photos under this network: fewer are compared anew, as after a reload', async () => {
  const { store, jobs, asked } = await opened();
  const { findDuplicates, deleteSamples, undo, changeRecipe } = store.getState();
  const done = findDuplicates();
  jobs('duplicates')[0]?.succeed({ groups: [], compared: hashes(dataset.samples) ?? [], spent });
  await done;
  const searches = async (count: number) => {
    const before = jobs('train').length;
    void store.getState().train();
    if (count > jobs('duplicates').length)
      (await asked('duplicates', count)).succeed({
        groups: [],
        compared: hashes(store.getState().dataset.samples) ?? [],
        spent,
      });
    const training = await asked('train', before + 1);
    expect(jobs('duplicates')).toHaveLength(count);
    store.getState().stopTraining();
    training.fail({ code: 'cancelled', what: '', todo: '' });
    await vi.waitFor(() => expect(store.getState().training.kind).toBe('stopped'));
  };
  await searches(1);
  deleteSamples(['3']);
  await searches(2);
  undo();
  await searches(3);
  deleteSamples(['10']);
  await searches(3);
  changeRecipe({ backbone: 'another' });
  await searches(4);
});

test('groups on one side already are noted without a word, on disk too', async () => {
  const { store, asked, written } = await opened();
  void store.getState().train();
  (await asked('duplicates')).succeed({
    groups: [{ ids: ['0', '2'] }],
    compared: hashes(dataset.samples) ?? [],
    spent,
  });
  await asked('train');
  expect(store.getState().notices).toEqual([]);
  expect(store.getState().undoable).toEqual([]);
  expect(store.getState().dataset.samples[2]?.group).toBe('h0');
  expect(written('patch')[0]?.put?.map(({ id }) => id)).toEqual(['0', '2']);
});

test('a class that is one group is said to tell little', async () => {
  const { store, asked, splitOf } = await opened();
  void store.getState().train();
  const ids = ['0', '2', '4', '6', '8', '10'];
  (await asked('duplicates')).succeed({ groups: [{ ids }], compared: hashes(dataset.samples) ?? [], spent });
  await asked('train');
  expect(splitOf('6')).toBe('validation');
  expect(store.getState().notices.map(({ title }) => title)).toEqual([
    'All photos of “a” are near-duplicates of one another: its score says little',
  ]);
});

test('of however many classes it is said in one line', async () => {
  const many = Array.from({ length: 100 }, (_, i) =>
    sample(String(i), 'train', { classId: `c${i % 50}`, group: `g${i % 50}` }),
  );
  const labels = Array.from({ length: 50 }, (_, i) => ({ id: `c${i}`, name: `class ${i}`, colour: i }));
  const { store, asked } = await opened({ ...datasetOf(many), classes: labels });
  void store.getState().train();
  const groups = labels.map((_, i) => ({ ids: [String(i), String(i + 50)] }));
  (await asked('duplicates')).succeed({ groups, compared: hashes(many) ?? [], spent });
  await asked('train');
  expect(store.getState().notices.map(({ title }) => title)).toEqual([
    'In each of “class 0”, “class 1” and 48 more all photos are near-duplicates of one another: their scores say little',
  ]);
});

test('nothing is compared where near-duplicates may be divided', async () => {
  const { store, jobs, asked } = await opened({ split: { ...dataset.split, together: false } });
  void store.getState().train();
  await asked('train');
  expect(jobs('duplicates')).toHaveLength(0);
});

test('a search that was asked for takes all photos but the excluded, shows how far it is, and can be stopped', async () => {
  const { store, jobs } = await opened();
  const done = store.getState().findDuplicates();
  const [job] = jobs('duplicates');
  expect(hashes(job?.request.samples)).toEqual(hashes(dataset.samples.filter(({ excluded }) => !excluded)));
  job?.emit({ kind: 'step', done: 3, total: 9 });
  expect(store.getState().findingDuplicates).toEqual({
    unit: 'steps',
    progress: { done: 3, total: 9, rate: 0 },
  });
  store.getState().stopFindingDuplicates();
  expect(job?.signal?.aborted).toBe(true);
  job?.fail({ code: 'cancelled', what: '', todo: '' });
  await done;
  expect(store.getState().findingDuplicates).toBeNull();
  expect(store.getState().notices).toEqual([]);
});

test('Stop during the search stops the training', async () => {
  const { store, jobs, asked } = await opened();
  const done = store.getState().train();
  const search = await asked('duplicates');
  store.getState().stopTraining();
  expect(search.signal?.aborted).toBe(true);
  search.fail({ code: 'cancelled', what: '', todo: '' });
  await done;
  expect(store.getState().training.kind).toBe('stopped');
  expect(jobs('train')).toHaveLength(0);
});

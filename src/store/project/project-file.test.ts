import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../../core/training/run.ts';
import type { ProjectContents } from '../../workers/protocol/project.ts';

const here = datasetOf([sampleOf('mine', { hash: '1' })]);
const there = datasetOf([
  sampleOf('same', { hash: '1', order: 0 }),
  sampleOf('other', { hash: '2', classId: 'b', order: 1 }),
]);
const runOf = (id: string, createdAt: number): Run => ({
  ...plainRun,
  id,
  createdAt,
  recipe: defaultRecipe,
  classes: here.classes,
  backend: 'wasm',
  counts: { train: 1, validation: 0, test: 0 },
  history: [],
  kept: 0,
  validation: null,
  timing: noTiming,
});
const contents: ProjectContents = {
  dataset: there,
  recipe: { ...defaultRecipe, seed: 77, backbone: 'unheard-of' },
  runs: [runOf('theirs', 2)],
  ensembles: [],
  backbones: [],
  leftOut: [],
};
const unfinished = { id: 'unfinished', savedAt: 1, recipe: defaultRecipe, history: [] };

/** A page with a photo, a run and an unfinished one, which has read a project's file. */
async function read(read: ProjectContents = contents) {
  const engine = await openStore();
  const { useProjectFile } = await import('./project-file.ts');
  const { store, jobs } = engine;
  store.setState({
    tab: 'here',
    dataset: here,
    runs: [runOf('mine', 1)],
    currentRunId: 'mine',
    unfinished: [unfinished],
  });
  const opening = useProjectFile.getState().openProject(new File([], 'p.zip'));
  jobs('openProject')[0]?.emit({ kind: 'step', done: 1, total: 4 });
  expect(useProjectFile.getState().opening).toMatchObject({
    kind: 'reading',
    progress: { done: 1, total: 4 },
  });
  jobs('openProject')[0]?.succeed(read);
  await opening;
  expect(useProjectFile.getState().opening).toMatchObject({ kind: 'read', contents: read });
  return { ...engine, file: useProjectFile };
}

/** What was written down of the runs, the latest of so many changes last. */
async function written({ jobs }: Awaited<ReturnType<typeof read>>, changes: number) {
  await expect.poll(() => jobs('write').length).toBe(changes);
  return jobs('write').map(({ request: { runs = [] } }) => runs.map(({ id, deleted }) => [id, deleted]));
}

test('what is read changes nothing until it is decided on', async () => {
  const { store, jobs, file } = await read();
  file.getState().endOpening();
  expect(store.getState()).toMatchObject({ dataset: here, undoable: [] });
  expect(store.getState().runs.map(({ id }) => id)).toEqual(['mine']);
  expect(jobs('write')).toEqual([]);
});

test('replacing is one edit, on the page and on disk; undo brings all of it back', async () => {
  const page = await read();
  const { store, jobs, file } = page;
  file.getState().replace();
  const shown = () => {
    const { dataset, runs, unfinished: left, currentRunId, undoable, recipe } = store.getState();
    return {
      dataset,
      runs: runs.map(({ id }) => id),
      left: left.length,
      currentRunId,
      undoable,
      seed: recipe.seed,
    };
  };
  expect(shown()).toEqual({
    dataset: there,
    runs: ['theirs'],
    left: 0,
    currentRunId: 'theirs',
    undoable: ['Open project'],
    seed: 77,
  });
  // A model that this page doesn't have can't be trained with.
  expect(store.getState().recipe.backbone).toBe(defaultRecipe.backbone);
  const change = [
    ['theirs', false],
    ['mine', true],
  ];
  expect(await written(page, 1)).toEqual([change]);
  expect(jobs('write')[0]?.request).toMatchObject({
    patch: { remove: ['mine'] },
    unfinished: [{ runId: 'unfinished', discarded: true }],
    recipe: { seed: 77 },
  });
  // Written apart, a part could be there without the rest.
  expect(jobs('write')).toHaveLength(1);

  // A run that was trained since is not the project's.
  store.setState(({ runs }) => ({ runs: [runOf('newest', 3), ...runs] }));
  store.getState().undo();
  expect(shown()).toEqual({
    dataset: here,
    runs: ['newest', 'mine'],
    left: 1,
    currentRunId: 'mine',
    undoable: [],
    seed: defaultRecipe.seed,
  });
  expect(await written(page, 2)).toEqual([
    change,
    [
      ['mine', false],
      ['theirs', true],
    ],
  ]);
  store.getState().redo();
  expect(shown()).toMatchObject({ dataset: there, runs: ['newest', 'theirs'] });
});

test('a network that came with the project is kept, and chosen where its recipe chose it', async () => {
  const card = { id: 'own-12345678', name: 'Theirs' } as BackboneCard;
  const { store, jobs, file } = await read({
    ...contents,
    recipe: { ...defaultRecipe, backbone: card.id },
    backbones: [card],
  });
  const replacing = file.getState().replace();
  // Nothing is written until it is kept: runs without their network can't answer.
  expect(jobs('removeBackbone').map(({ request }) => request)).toEqual([{ id: card.id, removed: false }]);
  expect(store.getState().undoable).toEqual([]);
  jobs('removeBackbone')[0]?.succeed(null);
  await replacing;
  expect(store.getState().cards).toContainEqual(card);
  expect(store.getState().recipe.backbone).toBe(card.id);
});

test('merging adds, and undo takes away what was added', async () => {
  const page = await read();
  const { store, jobs, file } = page;
  const merging = file.getState().merge();
  jobs('mergeProject')[0]?.succeed({
    patch: { put: there.samples.slice(1) },
    runs: contents.runs.map((run) => ({ ...run, number: 2 })),
    ensembles: [],
    known: 1,
  });
  await merging;
  const { dataset, runs, currentRunId, recipe, notices } = store.getState();
  expect(dataset.samples.map(({ hash }) => hash)).toEqual(['1', '2']);
  expect(runs.map(({ id, number }) => [id, number])).toEqual([
    ['theirs', 2],
    ['mine', 1],
  ]);
  expect({ currentRunId, recipe }).toEqual({ currentRunId: 'mine', recipe: defaultRecipe });
  expect(notices.map(({ title }) => title)).toEqual([
    '1 photo left out: the same picture is already in the class',
  ]);
  expect(await written(page, 1)).toEqual([[['theirs', false]]]);
  store.getState().undo();
  expect(store.getState()).toMatchObject({ dataset: here, undoable: [], redoable: ['Merge project'] });
  expect(store.getState().runs.map(({ id }) => id)).toEqual(['mine']);
});

test('a file that is refused is told, and one that is stopped is not', async () => {
  const { jobs, file } = await read();
  file.getState().endOpening();
  const failure = { code: 'archive-damaged', what: 'Changed.', todo: 'Take another.' } as const;
  const refused = file.getState().openProject(new File([], 'bad.zip'));
  jobs('openProject')[1]?.fail(failure);
  await refused;
  expect(file.getState().opening).toEqual({ kind: 'failed', fileName: 'bad.zip', failure });
  const stopped = file.getState().openProject(new File([], 'long.zip'));
  file.getState().endOpening();
  expect(jobs('openProject')[2]?.signal?.aborted).toBe(true);
  jobs('openProject')[2]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await stopped;
  expect(file.getState().opening).toBeNull();
});

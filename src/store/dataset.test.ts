import { expect, test, vi } from 'vitest';
import type { ImportedImage, Split } from '../core/dataset/dataset.ts';
import { datasetOf, sampleOf } from '../core/dataset/fake-dataset.ts';
import { conflictingHashes } from '../core/dataset/selectors.ts';
import { openStore } from './fake-engine.ts';

const image = (hash: string, className: string, split: Split | null = 'train'): ImportedImage => ({
  hash,
  name: `${hash}.jpg`,
  folder: className,
  width: 1,
  height: 1,
  bytes: 1,
  className,
  split,
});
const files = (count: number, folder = 'cats') =>
  Array.from({ length: count }, (_, i) => ({ path: `${folder}/${i}.jpg`, file: new Blob() }));

async function opened() {
  const engine = await openStore();
  const state = () => engine.store.getState();
  return {
    ...engine,
    state,
    names: () => state().dataset.classes.map(({ name }) => name),
    hashes: () => state().dataset.samples.map(({ hash }) => hash),
    /** The n-th import that the worker was asked for, from 1. */
    imported: (n = 1) => engine.asked('import', n),
  };
}

test('pictures appear as they are read, with their classes, and each change is stored', async () => {
  const { state, jobs, names, hashes, imported, written } = await opened();
  const done = state().importFiles(files(3));
  const job = await imported();
  expect(jobs('start')).toHaveLength(1);
  job.emit({ kind: 'images', images: [image('a', 'cats'), image('b', 'dogs', 'test')] });
  job.emit({ kind: 'progress', progress: { done: 2, total: 3, rate: 5 } });
  expect(state().importStatus).toEqual({ kind: 'running', progress: { done: 2, total: 3, rate: 5 } });
  await expect.poll(hashes).toEqual(['a', 'b']);
  job.emit({ kind: 'images', images: [image('c', 'cats')] });
  job.succeed(null);
  await done;
  expect(names()).toEqual(['cats', 'dogs']);
  expect(state().dataset.samples[1]?.split).toBe('test');
  expect(state().importStatus).toEqual({ kind: 'idle' });
  await expect
    .poll(() => written('patch').map(({ put }) => put?.map(({ hash }) => hash)))
    .toEqual([['a', 'b'], ['c']]);
});

test('what is dropped while the project is being opened is read when that is there, and nothing is edited before', async () => {
  const { state, jobs, asked, names, hashes, imported } = await opened();
  vi.stubGlobal('fetch', async () => new Response('[]'));
  const opening = state().open();
  const done = state().importFiles(files(1));
  state().addClass('lost');
  const job = await asked('open');
  expect(jobs('import')).toEqual([]);
  job.emit({ kind: 'samples', samples: [sampleOf('0', { hash: 'stored' })] });
  job.succeed({ dataset: datasetOf([]), recipe: null, unfinished: [], ensembles: [] });
  (await imported()).emit({ kind: 'images', images: [image('new', 'a')] });
  await expect.poll(hashes).toEqual(['stored', 'new']);
  expect(names()).toEqual(['a', 'b']);
  (await imported()).succeed(null);
  jobs('ownBackbones')[0]?.succeed([]);
  await Promise.all([opening, done]);
});

test('an edit that is undone in the middle of an import leaves every photo its class', async () => {
  const { state, names, hashes, imported } = await opened();
  const done = state().importFiles(files(2));
  const job = await imported();
  job.emit({ kind: 'images', images: [image('a', 'cats')] });
  await expect.poll(hashes).toEqual(['a']);
  state().addClass('dogs');
  job.emit({ kind: 'images', images: [image('b', 'cows')] });
  await expect.poll(hashes).toEqual(['a', 'b']);
  state().undo();
  expect(names()).toEqual(['cats', 'cows']);
  job.succeed(null);
  await done;
  state().undo();
  expect(names()).toEqual([]);
});

test('an import is undone as one, with the classes that came with it', async () => {
  const { state, names, hashes, imported } = await opened();
  state().addClass('cats');
  const done = state().importFiles(files(2));
  const job = await imported();
  job.emit({ kind: 'images', images: [image('a', 'cats')] });
  job.emit({ kind: 'images', images: [image('b', 'dogs')] });
  job.succeed(null);
  await done;
  expect(state().undoable).toEqual(['Add class', 'Add 2 photos']);
  state().undo();
  expect(hashes()).toEqual([]);
  expect(names()).toEqual(['cats']);
  state().redo();
  expect(hashes()).toEqual(['a', 'b']);
  expect(names()).toEqual(['cats', 'dogs']);
});

test('a worker that begins the import again adds nothing twice and finds no duplicates', async () => {
  const { state, hashes, imported } = await opened();
  const done = state().importFiles(files(2));
  const job = await imported();
  job.emit({ kind: 'images', images: [image('a', 'cats')] });
  job.emit({ kind: 'images', images: [image('a', 'cats'), image('b', 'cats')] });
  job.succeed(null);
  await done;
  expect(hashes()).toEqual(['a', 'b']);
  expect(state().notices).toEqual([]);
});

test('what could not be read and what was there already is told at the end', async () => {
  const { state, imported } = await opened();
  const done = state().importFiles(files(3));
  const job = await imported();
  const failure = { code: 'empty-file', what: 'Empty.', file: 'cats/2.jpg', todo: 'Leave it out.' } as const;
  const twin = { ...image('a', 'cats'), name: 'twin.jpg' };
  job.emit({ kind: 'images', images: [image('a', 'cats'), twin] });
  job.emit({ kind: 'rejected', failure });
  job.succeed(null);
  await done;
  expect(state().notices).toMatchObject([
    { tone: 'error', stage: 'data', title: '1 of 3 files could not be read', failures: [failure] },
    { tone: 'info', stage: 'data', title: expect.stringContaining('1 photo left out') },
  ]);
});

test('many files go to the worker some at a time, and the progress counts them all', async () => {
  const { state, imported } = await opened();
  const done = state().importFiles(files(1200));
  let before = 0;
  for (let n = 1; before < 1200; n++) {
    const job = await imported(n);
    const total = job.request.files.length;
    expect(total).toBeLessThanOrEqual(500);
    job.emit({ kind: 'progress', progress: { done: 7, total, rate: 1 } });
    expect(state().importStatus).toMatchObject({ progress: { done: before + 7, total: 1200 } });
    before += total;
    job.succeed(null);
  }
  await done;
  expect(before).toBe(1200);
});

test('the pictures inside an archive count in the progress', async () => {
  const { state, imported } = await opened();
  const done = state().importFiles([{ path: 'photos.zip', file: new Blob() }, ...files(600)]);
  const first = await imported(1);
  const inside = first.request.files.length - 1 + 40;
  first.emit({ kind: 'progress', progress: { done: 10, total: inside, rate: 1 } });
  expect(state().importStatus).toMatchObject({ progress: { done: 10, total: 640 } });
  first.emit({ kind: 'progress', progress: { done: inside, total: inside, rate: 1 } });
  first.succeed(null);
  const second = await imported(2);
  second.emit({ kind: 'progress', progress: { done: 5, total: second.request.files.length, rate: 1 } });
  expect(state().importStatus).toMatchObject({ progress: { done: inside + 5, total: 640 } });
  second.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await done;
});

test('Stop keeps what was read, as an edit that can be undone', async () => {
  const { state, hashes, imported } = await opened();
  const done = state().importFiles(files(600));
  const job = await imported();
  job.emit({ kind: 'images', images: [image('a', 'cats')] });
  state().stopImport();
  expect(job.signal?.aborted).toBe(true);
  job.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await done;
  expect(hashes()).toEqual(['a']);
  expect(state()).toMatchObject({
    importStatus: { kind: 'idle' },
    undoable: ['Add 1 photo'],
    notices: [],
  });
});

test('a full disk ends the import with its own words, and keeps what was read', async () => {
  const { state, hashes, imported } = await opened();
  const done = state().importFiles(files(2));
  const job = await imported();
  job.emit({ kind: 'images', images: [image('a', 'cats')] });
  const failure = { code: 'disk-full', what: 'Full.', todo: 'Make room.' } as const;
  job.fail(failure);
  await done;
  expect(hashes()).toEqual(['a']);
  expect(state().notices).toMatchObject([{ title: 'The import stopped', failures: [failure] }]);
});

test('a second import waits for the first to end', async () => {
  const { state, jobs, imported } = await opened();
  const done = state().importFiles(files(1));
  const job = await imported();
  await state().importFiles(files(1));
  expect(jobs('import')).toHaveLength(1);
  expect(state().notices).toMatchObject([{ tone: 'info', stage: 'data' }]);
  job.succeed(null);
  await done;
});

test('what is dropped on a class goes into it, whatever its folder is called', async () => {
  const { state, imported } = await opened();
  const id = state().addClass('tigers');
  const done = state().importFiles(files(1, 'cats'), id);
  const job = await imported();
  expect(job.request.files).toMatchObject([{ path: 'cats/0.jpg', className: null, fallbackClass: 'tigers' }]);
  job.succeed(null);
  await done;
});

test('a change that could not be stored is told', async () => {
  const { state, asked } = await opened();
  state().addClass('cats');
  const failure = { code: 'disk-full', what: 'Full.', todo: 'Make room.' } as const;
  (await asked('write')).fail(failure);
  await vi.waitFor(() => expect(state().notices).toMatchObject([{ stage: 'data', failures: [failure] }]));
});

test('what is deleted leaves the selection, and a picture in two classes is pointed out', async () => {
  const { state, imported } = await opened();
  const done = state().importFiles(files(3));
  const job = await imported();
  job.emit({ kind: 'images', images: [image('a', 'cats'), image('a', 'dogs'), image('b', 'dogs')] });
  job.succeed(null);
  await done;
  expect(conflictingHashes(state().dataset)).toEqual(['a']);
  const [first = '', second = '', third = ''] = state().dataset.samples.map(({ id }) => id);
  state().select([first, second], 'replace');
  state().select([second, third], 'toggle');
  expect([...state().selection]).toEqual([first, third]);
  state().deleteSamples([first]);
  expect([...state().selection]).toEqual([third]);
  expect(conflictingHashes(state().dataset)).toEqual([]);
});

import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { ImportedImage, Split } from '../../core/dataset/dataset.ts';
import type { FoundFiles } from '../../core/dataset/import/found-files.ts';
import { unpackTable } from '../../core/dataset/import/label-table.ts';
import { planImport } from '../../core/dataset/import/plan-import.ts';
import { conflictingHashes } from '../../core/dataset/selectors.ts';

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
  const answered = new Set<unknown>();
  /** Plans what the worker was asked to plan, as the worker does. */
  const answerPlans = () => {
    for (const job of engine.jobs('planImport'))
      if (!answered.has(job)) {
        answered.add(job);
        const { listing, place, corrections } = job.request;
        job.succeed(planImport({ ...listing, tables: listing.tables.map(unpackTable) }, place, corrections));
      }
  };
  return {
    ...engine,
    state,
    names: () => state().dataset.classes.map(({ name }) => name),
    hashes: () => state().dataset.samples.map(({ hash }) => hash),
    /** The n-th import that the worker was asked for, from 1. */
    imported: (n = 1) =>
      vi.waitFor(() => {
        answerPlans();
        const job = engine.jobs('import')[n - 1];
        if (!job) throw new Error(`${engine.jobs('import').length} of ${n} were asked for.`);
        return job;
      }),
    /** The plan that is shown to the person. */
    shown: () =>
      vi.waitFor(() => {
        answerPlans();
        const { importStatus: status } = state();
        if (status.kind !== 'asking' || status.planning) throw new Error('No plan is shown.');
        return status;
      }),
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

test('what is read while photos are taken in is taken in at once after them, in its order', async () => {
  const { state, hashes, imported, written } = await opened();
  const done = state().importFiles(files(40));
  const job = await imported();
  const names = Array.from({ length: 40 }, (_, i) => `picture ${i}`);
  for (const name of names) job.emit({ kind: 'images', images: [image(name, 'cats')] });
  job.succeed(null);
  await done;
  expect(hashes()).toEqual(names);
  await expect.poll(() => written('patch').flatMap(({ put }) => put ?? [])).toHaveLength(40);
  expect(written('patch')).toHaveLength(2);
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

test('a name that is taken merges, and is said to; what changes nothing leaves nothing to undo', async () => {
  const { state, names } = await opened();
  const cats = state().addClass('cats');
  state().addClass('dogs');
  state().renameClass(cats, ' cats ');
  state().renameClass(cats, '  ');
  expect(state().undoable).toEqual(['Add class', 'Add class']);
  state().renameClass(cats, 'dogs ');
  expect(state().undoable.at(-1)).toBe('Merge cats into dogs');
  expect(names()).toEqual(['dogs']);
  state().undo();
  expect(names()).toEqual(['cats', 'dogs']);
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

const found: FoundFiles = {
  files: [],
  archives: [],
  tables: [],
  unpacked: [],
  problems: [],
  own: [],
  doubtful: [],
};

test('the pictures inside an archive count in the progress, and are read in one go', async () => {
  const { state, asked, imported } = await opened();
  const done = state().importFiles([{ path: 'photos.zip', file: new Blob() }, ...files(60)]);
  const listing = await asked('listFiles');
  expect(listing.request.files.map(({ path }) => path)).toEqual(['photos.zip']);
  const inside = Array.from({ length: 100 }, (_, i) => ({
    path: `photos.zip/dogs/${i}.jpg`,
    kind: 'photo' as const,
  }));
  listing.succeed({ ...found, files: inside, archives: ['photos.zip'] });
  const first = await imported(1);
  expect(first.request.files).toHaveLength(50);
  first.emit({ kind: 'progress', progress: { done: 50, total: 50, rate: 1 } });
  expect(state().importStatus).toMatchObject({ progress: { done: 50, total: 160 } });
  first.succeed(null);
  (await imported(2)).succeed(null);
  const third = await imported(3);
  expect(third.request.files).toMatchObject([
    { kind: 'archive', path: 'photos.zip', photos: { length: 100 } },
  ]);
  third.emit({ kind: 'progress', progress: { done: 10, total: 99, rate: 1 } });
  expect(state().importStatus).toMatchObject({ progress: { done: 70, total: 159 } });
  third.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await done;
});

test('a plan that may surprise is shown first, corrected, and then carried out', async () => {
  const { state, jobs, names, shown, imported } = await opened();
  const drop = ['d/train/1.jpg', 'd/train/2.jpg', 'd/test/1.jpg'].map((path) => ({ path, file: new Blob() }));
  const done = state().importFiles(drop);
  expect((await shown()).plan).toMatchObject({ surprises: [{ kind: 'one-class', name: 'd' }], photos: 3 });
  expect(jobs('import')).toEqual([]);
  state().correctImport({ classes: new Map([['d', 'roses']]) });
  expect((await shown()).corrections.classes).toEqual(new Map([['d', 'roses']]));
  state().confirmImport();
  const job = await imported();
  expect(job.request.files).toMatchObject([
    { className: 'roses' },
    { className: 'roses' },
    { className: 'roses' },
  ]);
  job.emit({ kind: 'images', images: [image('a', 'roses')] });
  job.succeed(null);
  await done;
  expect(names()).toEqual(['roses']);
});

test('a plan that is shown can be given up, and then nothing is read', async () => {
  const { state, jobs, shown } = await opened();
  const done = state().importFiles([...files(2, 'd/train'), ...files(2, 'd/test')]);
  await shown();
  state().stopImport();
  await done;
  expect(jobs('import')).toEqual([]);
  expect(state()).toMatchObject({ importStatus: { kind: 'idle' }, notices: [], undoable: [] });
});

test('names of a zip are read anew in the page that the person chooses', async () => {
  const { state, asked, shown, imported } = await opened();
  const done = state().importFiles([{ path: 'a.zip', file: new Blob() }]);
  const choices = [{ page: 'big5' as const, names: ['玫瑰'] }];
  (await asked('listFiles')).succeed({
    ...found,
    files: [{ path: 'a.zip/x/1.jpg', kind: 'photo' }],
    archives: ['a.zip'],
    doubtful: [{ path: 'a.zip', page: 'shift_jis', choices }],
  });
  expect((await shown()).doubtful).toHaveLength(1);
  state().correctImport({}, new Map([['a.zip', 'big5']]));
  const again = await asked('listFiles', 2);
  expect(again.request.pages).toEqual(new Map([['a.zip', 'big5']]));
  again.succeed({ ...found, files: [{ path: 'a.zip/玫瑰/1.jpg', kind: 'photo' }], archives: ['a.zip'] });
  await shown();
  state().confirmImport();
  const job = await imported();
  expect(job.request.files).toMatchObject([{ page: 'big5', photos: [{ className: '玫瑰' }] }]);
  job.succeed(null);
  await done;
});

test('what was left out and set aside is said quietly, and one file that can not be opened costs that file', async () => {
  const { state, imported } = await opened();
  const failure = { code: 'not-found', what: 'Gone.', file: 'd/train/a/9.jpg', todo: 'Look.' } as const;
  const done = state().importFiles([
    ...files(1, 'd/train/a'),
    { path: 'd/train/a/9.jpg', file: null, failure },
    ...files(1, 'd/train/b'),
    ...files(2, 'd/test'),
    { path: 'd/README.md', file: new Blob() },
    { path: 'd/.DS_Store', file: new Blob() },
  ]);
  const job = await imported();
  expect(job.request.files.map(({ path }) => path)).toEqual(['d/train/a/0.jpg', 'd/train/b/0.jpg']);
  job.succeed(null);
  await done;
  expect(state().importReport).toEqual({
    lines: ['2 photos have no class and are set aside.', '1 file that is not a photo was left out: 1 .md.'],
    setAside: 2,
  });
  expect(
    state()
      .photosAside()
      .map(({ path }) => path),
  ).toEqual(['d/test/0.jpg', 'd/test/1.jpg']);
  expect(state().notices).toMatchObject([{ failures: [failure] }]);
});

test('a project or an export that was dropped is offered to be opened, and read as nothing else', async () => {
  const { state, asked, jobs, imported } = await opened();
  const done = state().importFiles([{ path: 'x/mine.zip', file: new Blob(['zip']) }]);
  (await asked('listFiles')).succeed({
    ...found,
    own: [
      { path: 'x/mine.zip', kind: 'project' },
      { path: 'x/other.zip', kind: 'model' },
    ],
  });
  await expect.poll(() => jobs('planImport')).toHaveLength(1);
  await expect(Promise.race([imported(), done])).resolves.toBeUndefined();
  expect(state()).toMatchObject({ ownFile: { kind: 'project', name: 'mine.zip' }, importReport: null });
  expect(state().notices).toMatchObject([{ failures: [{ file: 'x/other.zip' }] }]);
  expect(state().takeOwnFile()?.name).toBe('mine.zip');
  expect(state().takeOwnFile()).toBeNull();
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
  expect(job.request.files).toMatchObject([{ path: 'cats/0.jpg', className: 'tigers' }]);
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

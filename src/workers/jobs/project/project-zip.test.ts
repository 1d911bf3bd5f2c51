import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configure, type FileEntry, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { fakeProject } from '../../../../test-support/workers/jobs/project/fake-project.ts';
import { fakeStore, open, projectBytes } from '../../../../test-support/workers/jobs/project/fake-store.ts';
import { planImport } from '../../../core/dataset/import/plan-import.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { withoutAnswers } from '../../../core/training/run.ts';

configure({ useWebWorkers: false });
const source = await fakeProject();
const bytes = await projectBytes(source);
const { picture: _, answered: __, weights, backbone, backbones, ...project } = source;
const [own = ''] = backbones;

async function filesOf(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await new ZipReader(new Uint8ArrayReader(zip)).getEntries();
  const files = entries.filter((entry): entry is FileEntry => !entry.directory);
  return new Map(
    await Promise.all(
      files.map(async (entry) => [entry.filename, await entry.getData(new Uint8ArrayWriter())] as const),
    ),
  );
}

test('what is opened is what was saved, to the last bit', async () => {
  const opened = fakeStore();
  const { card, model, weights: values } = await backbone(own);
  const runs = project.runs.map(withoutAnswers);
  expect(await open(bytes, opened)).toEqual({ ...project, runs, backbones: [card], leftOut: [] });
  const stored = opened.backbones.get(own);
  expect(stored?.card).toEqual(card);
  expect(stored?.model).toEqual(new Uint8Array(await model.arrayBuffer()));
  expect(stored?.weights).toEqual(new Uint8Array(await values.arrayBuffer()));
  expect(opened.pictures).toEqual(new Set(source.dataset.samples.map(({ hash }) => hash)));
  for (const { id } of source.runs)
    expect(opened.runs.get(id)).toEqual({
      run: source.runs.find((run) => run.id === id),
      weights: await weights(id),
    });
});

test('a network that is here already stays; another one of the same id is not written over', async () => {
  const { card, ...files } = await madeBackbone();
  const here = fakeStore();
  here.backbones.set(own, { card: { ...card, name: 'Mine, renamed' }, ...files });
  expect(await open(bytes, here)).toMatchObject({ backbones: [{ id: own }] });
  expect(here.backbones.get(own)?.card.name).toBe('Mine, renamed');

  const other = fakeStore();
  const hash = `${own.slice(4)}${'0'.repeat(56)}`;
  other.backbones.set(own, { card: { ...card, hash }, ...files });
  expect(await open(bytes, other)).toMatchObject({
    what: expect.stringContaining('Another network here has the same id.'),
  });
  expect(other.backbones.get(own)?.card.hash).toBe(hash);
  expect(other.pictures.size + other.runs.size).toBe(0);
});

async function madeBackbone() {
  const { card, model, weights } = await backbone(own);
  const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
  return { card, model: await bytesOf(model), weights: await bytesOf(weights) };
}

describe('a picture that this browser can’t decode', () => {
  const [first, ...others] = project.dataset.samples;
  const failing = (code: 'damaged-image' | 'no-storage') => {
    const fake = fakeStore();
    const storePicture: typeof fake.store.storePicture = async (picture, signal) => {
      if (picture.path === first?.name) throw new FailureError({ code, what: 'No.', todo: '' });
      return fake.store.storePicture(picture, signal);
    };
    return { ...fake, store: { ...fake.store, storePicture } };
  };

  test('is left out and named; all else opens', async () => {
    const opened = failing('damaged-image');
    expect(await open(bytes, opened)).toMatchObject({
      dataset: { classes: project.dataset.classes, samples: others },
      runs: project.runs.map(withoutAnswers),
      leftOut: [first?.name],
    });
    expect(opened.pictures).toEqual(new Set(others.map(({ hash }) => hash)));
  });

  test('is not one that could not be stored', async () => {
    expect(await open(bytes, failing('no-storage'))).toMatchObject({ code: 'no-storage' });
  });
});

test('a run whose id is taken gets another, and its ensembles with it', async () => {
  const opened = fakeStore(['run-1']);
  const contents = await open(bytes, opened);
  expect(contents).toMatchObject({
    runs: [{ id: 'run-2' }, { id: 'new-1', number: 1 }],
    ensembles: [{ members: [{ runId: 'new-1' }, { runId: 'run-2' }] }],
  });
  expect([...opened.runs.keys()]).toEqual(['run-2', 'new-1']);
});

test('a run that another one measured still says so, whatever became of that one', async () => {
  expect(await open(bytes, fakeStore(['run-2']))).toMatchObject({
    runs: [{ id: 'new-1' }, { id: 'run-1', measuredBy: 'new-1' }],
  });
  // It has been deleted since: to learn from photos and be judged by them would be another thing.
  const alone = { ...source, runs: source.runs.filter(({ id }) => id === 'run-1'), ensembles: [] };
  expect(await open(await projectBytes(alone), fakeStore())).toMatchObject({
    runs: [{ id: 'run-1', measuredBy: 'run-2' }],
  });
});

test('a project with nothing in it is one too', async () => {
  const nothing = {
    ...source,
    dataset: { ...source.dataset, samples: [], classes: [] },
    runs: [],
    ensembles: [],
    backbones: [],
  };
  expect(await open(await projectBytes({ ...nothing, recipe: null }), fakeStore())).toMatchObject({
    recipe: null,
    runs: [],
    dataset: { classes: [], samples: [] },
  });
});

test('a head that does not fit the network that goes along is refused', async () => {
  const spoilt = { ...source, weights: async (id: string) => widened(await weights(id)) };
  expect(await open(await projectBytes(spoilt), fakeStore())).toMatchObject({
    what: expect.stringContaining('Its head does not fit its model.'),
  });
});

/** A head for one feature more. */
function widened({ head, ...rest }: Awaited<ReturnType<typeof weights>>) {
  return {
    ...rest,
    head: head.map(({ kernel, bias }) => ({
      kernel: new Float32Array(kernel.length + bias.length),
      bias,
    })),
    known: null,
  };
}

const fixture = async (name: string) =>
  new Uint8Array(
    await readFile(join(import.meta.dirname, '../../../../test-support/workers/jobs/project', name)),
  );

test('a file of version 1 opens: it has no networks of its own', async () => {
  expect(await open(await fixture('version-1.zip'), fakeStore())).toMatchObject({
    dataset: project.dataset,
    runs: [
      { id: 'run-2', note: 'A note\nof two lines.' },
      { id: 'run-1', name: 'A name', recipe: { backbone: 'mobilenet-v3' } },
    ],
    ensembles: [{ id: 'ensemble-1', method: 'fitted' }],
    backbones: [],
  });
});

test('a file of version 2 opens: nothing was guessed of its runs', async () => {
  const opened = await open(await fixture('version-2.zip'), fakeStore());
  expect(opened).toMatchObject({
    dataset: project.dataset,
    runs: [
      { id: 'run-2', guess: null },
      { id: 'run-1', guess: null },
    ],
    ensembles: [{ id: 'ensemble-1', method: 'fitted' }],
  });
});

test('a file of version 3 opens: its network has the depth where it was cut, and is the same one', async () => {
  const opened = fakeStore();
  expect(await open(await fixture('version-3.zip'), opened)).toMatchObject({
    dataset: project.dataset,
    recipe: { optimizer: 'adamw', read: null },
    runs: [
      {
        id: 'run-2',
        guess: null,
        read: null,
        choice: null,
        folds: null,
        timing: { head: 12.5, choosing: 0 },
      },
      { id: 'run-1', guess: 0.8, read: null, choice: null, folds: null },
    ],
    ensembles: [{ id: 'ensemble-1', method: 'fitted' }],
  });
  const { card, model } = await madeBackbone();
  const stored = opened.backbones.get(own);
  expect(stored?.card).toMatchObject({ id: own, hash: card.hash, features: 5 });
  expect(stored?.card.depths.map(({ source, features }) => [source, features])).toEqual([
    ['conv_activation', 5],
  ]);
  expect(stored?.model).toEqual(model);
});

test('an ensemble of a method that earlier versions had opens with its weights', async () => {
  const ensembles = source.ensembles.map((ensemble) => ({ ...ensemble, method: 'greedy' as const }));
  expect(await open(await projectBytes({ ...source, ensembles }), fakeStore())).toMatchObject({ ensembles });
});

describe('the file', () => {
  test('is a data set to whatever reads folders of classes', async () => {
    const files = await filesOf(bytes);
    const dropped = [...files.keys()].filter((path) => path.endsWith('.png'));
    const { photos } = planImport(
      { files: dropped.map((path) => ({ path, kind: 'photo' })), archives: [], tables: [], unpacked: [] },
      { into: null, fallbackClass: 'none', existing: [] },
    );
    expect(photos.map(({ className }) => className)).toEqual(['con .. a', 'con .. a', 'CON a', 'CON a']);
  });

  test('has checksums as sha256sum writes them, and pictures named by theirs', async () => {
    const files = await filesOf(bytes);
    const hash = (content: Uint8Array | undefined) =>
      createHash('sha256')
        .update(content ?? '')
        .digest('hex');
    const lines = new TextDecoder().decode(files.get('SHA256SUMS')).trimEnd().split('\n');
    expect(lines).toHaveLength(8);
    for (const line of lines) expect(line).toBe(`${hash(files.get(line.slice(66)))}  ${line.slice(66)}`);
    for (const [path, content] of files)
      if (path.startsWith('images/')) expect(path).toContain(`/${hash(content)}.png`);
  });

  test('keeps two classes apart whose folders would be called the same', async () => {
    const [a, b, c] = source.dataset.classes;
    if (!a || !b || !c) throw new Error('There are three.');
    const classes = [{ ...a, name: 'Rose?' }, { ...b, name: 'rose' }, c];
    const files = await filesOf(await projectBytes({ ...source, dataset: { ...source.dataset, classes } }));
    const folders = [...files.keys()].flatMap((path) => /^images\/(.*)\//.exec(path)?.[1] ?? []);
    expect([...new Set(folders)]).toEqual(['Rose', 'rose 2']);
  });
});

test('a stored picture that has been damaged is named', async () => {
  const spoilt = projectBytes({ ...source, picture: async () => new Blob(['spoilt']) });
  await expect(spoilt).rejects.toMatchObject({ failure: { code: 'not-found', file: 'Ünïcode 0.png' } });
});

test('a stored picture that is missing is named', async () => {
  const gone = { code: 'not-found', what: 'Gone.', todo: 'Drop it again.' } as const;
  const picture = async () => {
    throw new FailureError(gone);
  };
  await expect(projectBytes({ ...source, picture })).rejects.toMatchObject({
    failure: { ...gone, file: 'Ünïcode 0.png' },
  });
});

test('a full disk is told as one', async () => {
  const { writeProject } = await import('./write-project.ts');
  const output = new WritableStream<Uint8Array>({
    write: () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    },
  });
  const { signal } = new AbortController();
  const writing = writeProject(source, output, { signal, app: '', createdAt: 0, passed: () => {} });
  await expect(writing).rejects.toMatchObject({ name: 'QuotaExceededError' });
});

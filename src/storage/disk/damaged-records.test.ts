import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { mutated } from '../../../test-support/core/project/mutate-json.ts';
import { contentsOf, done, fakeIndexedDB } from '../../../test-support/storage/disk/fake-database.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import type { DamagedRecord } from '../../core/project/sound-records.ts';
import { seededRandom } from '../../core/random.ts';
import type { Checkpoint } from '../../core/training/checkpoint.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, withoutAnswers } from '../../core/training/run.ts';

/*
 * One record of each store is damaged, past all of the page's code: everything else is read as it was, what is damaged is
 * told of, and can be deleted.
 */

const photos = [said('s1', 0, 0.9, 0.1), said('s2', 1, 0.8, 0.2)];
const runs = ['run-1', 'run-2', 'run-3'].map((id, i) => runSaying(id, photos, { number: i + 1 }));
const samples = ['s1', 's2', 's3'].map((id, order) =>
  sampleOf(id, { order, classId: order < 2 ? 'a' : 'b' }),
);
const classes = [
  { id: 'a', name: 'rose', colour: 0 },
  { id: 'b', name: 'daisy', colour: 1 },
];
const ensembleOf = (id: string, number: number): Ensemble => ({
  id,
  number,
  name: null,
  createdAt: number,
  method: 'mean',
  members: [
    { runId: 'run-1', weight: 0.5 },
    { runId: 'run-2', weight: 0.5 },
  ],
  deleted: false,
});
const checkpointOf = (runId: string): Checkpoint => ({
  request: { runId, recipe: defaultRecipe, classes, samples },
  savedAt: 1,
  discarded: false,
  phase: 0,
  weights: new Map([['head/0', Float32Array.of(1)]]),
  state: null,
  history: [],
  kept: 0,
  timing: noTiming,
});
const weights = {
  head: [{ kernel: Float32Array.of(1, 2), bias: Float32Array.of(3) }] as const,
  tuned: new Map([['block/kernel', Float32Array.of(4)]]),
  known: null,
};

let factory: IDBFactory;

async function opened() {
  vi.resetModules();
  return {
    ...(await import('./change.ts')),
    ...(await import('../training/runs.ts')),
    ...(await import('../training/checkpoints.ts')),
    ...(await import('../dataset/dataset.ts')),
    ...(await import('../training/ensembles.ts')),
    ...(await import('../training/recipe.ts')),
    ...(await import('../project/remove-damaged.ts')),
  };
}
type Stores = Awaited<ReturnType<typeof opened>>;

beforeEach(async () => {
  factory = fakeIndexedDB();
  const stores = await opened();
  const ensembles = [ensembleOf('e1', 1), ensembleOf('e2', 2)];
  await stores.writeChange({ patch: { classes, put: samples }, recipe: defaultRecipe, ensembles });
  for (const run of runs) await stores.putTrained(run, weights);
  for (const id of ['u1', 'u2']) await stores.putCheckpoint(checkpointOf(id));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What the page gets when it is opened, and what it is told. */
async function read(stores: Stores) {
  const damaged: DamagedRecord[] = [];
  const onDamaged = (record: DamagedRecord) => void damaged.push(record);
  const dataset = await stores.readDataset(onDamaged);
  return {
    dataset,
    recipe: await stores.readRecipe(onDamaged),
    runs: (await stores.allRuns(onDamaged)).map(({ id }) => id),
    ensembles: (await stores.allEnsembles(onDamaged)).map(({ id }) => id),
    checkpoints: (await stores.allCheckpoints(onDamaged)).map(({ request }) => request.runId).sort(),
    damaged,
  };
}

async function put(store: string, value: unknown, key?: string): Promise<void> {
  const db = await done(factory.open('headstart'));
  await done(db.transaction(store, 'readwrite').objectStore(store).put(value, key));
  db.close();
}

const everything = { runs: ['run-3', 'run-2', 'run-1'], ensembles: ['e2', 'e1'], checkpoints: ['u1', 'u2'] };
const whole = withoutAnswers(runs[1] ?? runSaying('none', photos));

test('a sound project has nothing damaged in it', async () => {
  const { dataset, recipe, damaged, ...rest } = await read(await opened());
  expect(dataset).toMatchObject({ classes, samples });
  expect(recipe).toEqual(defaultRecipe);
  expect(rest).toEqual(everything);
  expect(damaged).toEqual([]);
});

describe('a damaged record is left out, told of, and can be deleted', () => {
  const { history: _, ...withoutHistory } = whole;
  test.each<[string, DamagedRecord, () => Promise<void>, Partial<typeof everything>]>([
    [
      'a run without its history',
      { store: 'runs', key: 'run-2' },
      () => put('runs', withoutHistory),
      { runs: ['run-3', 'run-1'] },
    ],
    [
      'a run whose recipe is a text',
      { store: 'runs', key: 'run-2' },
      () => put('runs', { ...whole, recipe: 'x', classes: null }),
      { runs: ['run-3', 'run-1'] },
    ],
    [
      'an ensemble without members',
      { store: 'ensembles', key: 'e1' },
      () => put('ensembles', { ...ensembleOf('e1', 1), members: undefined }),
      { ensembles: ['e2'] },
    ],
    [
      'an unfinished run without what it was asked for',
      { store: 'checkpoints', key: 'u1' },
      () => put('checkpoints', { savedAt: 1 }, 'u1'),
      { checkpoints: ['u2'] },
    ],
    [
      'an unfinished run that is nothing',
      { store: 'checkpoints', key: 'u1' },
      () => put('checkpoints', null, 'u1'),
      { checkpoints: ['u2'] },
    ],
    [
      'a recipe that is a number',
      { store: 'settings', key: 'recipe' },
      () => put('project', 3, 'recipe'),
      {},
    ],
    [
      'settings of the split without a number',
      { store: 'settings', key: 'split' },
      () => put('project', { validation: 'all' }, 'split'),
      {},
    ],
  ])('%s', async (_, record, damage, less) => {
    await damage();
    const stores = await opened();
    const { dataset, recipe: __, damaged, ...rest } = await read(stores);
    expect(dataset).toMatchObject({ classes, samples });
    expect(rest).toEqual({ ...everything, ...less });
    expect(damaged).toEqual([record]);

    await stores.removeDamaged(damaged);
    expect((await read(await opened())).damaged).toEqual([]);
    const { runs: left, weights: learned, checkpoints, ensembles } = await contentsOf(factory);
    const keysOf = (all: typeof left) => all?.map(([key]) => key).sort();
    const sound = (keys: readonly string[]) => keys.filter((key) => key !== record.key);
    expect(keysOf(left)).toEqual(sound(['run-1', 'run-2', 'run-3']));
    expect(keysOf(learned)).toEqual(keysOf(left));
    expect(keysOf(checkpoints)).toEqual(sound(['u1', 'u2']));
    expect(keysOf(ensembles)).toEqual(sound(['e1', 'e2']));
  });

  test('a photo without its hash', async () => {
    await put('samples', { ...samples[1], hash: undefined });
    const stores = await opened();
    const { dataset, damaged, recipe: _, ...rest } = await read(stores);
    expect(dataset.samples.map(({ id }) => id)).toEqual(['s1', 's3']);
    expect(rest).toEqual(everything);
    expect(damaged).toEqual([{ store: 'samples', key: 's2' }]);
    await stores.removeDamaged(damaged);
    expect((await read(await opened())).damaged).toEqual([]);
  });

  test('a class: its photos stay together under a name that can be changed', async () => {
    await put('project', [{ id: 'a', name: 7 }, classes[1]], 'classes');
    const stores = await opened();
    const { dataset, damaged } = await read(stores);
    expect(dataset.samples).toEqual(samples);
    expect(dataset.classes.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(dataset.classes).toContainEqual(classes[1]);
    expect(damaged).toEqual([{ store: 'classes', key: 'a' }]);
    await stores.removeDamaged(damaged);
    expect(await read(await opened())).toMatchObject({ dataset, damaged: [] });
  });
});

test.each(['NotFoundError', 'NotReadableError', 'DataError', 'UnknownError'])(
  'one record that the browser has lost (%s) costs itself alone',
  async (name) => {
    const lost = () => {
      throw new DOMException('Failed to read large IndexedDB value', name);
    };
    const { getAll, get } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
      return this.name === 'runs' ? lost() : Reflect.apply(getAll, this, args);
    });
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      return key === 'run-2' ? lost() : Reflect.apply(get, this, [key]);
    });
    const { dataset, damaged, recipe: _, ...rest } = await read(await opened());
    expect(dataset.samples).toEqual(samples);
    expect(rest).toEqual({ ...everything, runs: ['run-3', 'run-1'] });
    expect(damaged).toEqual([{ store: 'runs', key: 'run-2' }]);
  },
);

test('a database that fails as a whole is told as such, and nothing is called damaged', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('The connection is closing.', 'InvalidStateError');
  });
  await expect(read(await opened())).rejects.toMatchObject({ name: 'InvalidStateError' });
});

test('a run changed anywhere is read, or told of; the others are read as they were', async () => {
  const random = seededRandom('stored runs');
  const json: unknown = JSON.parse(JSON.stringify(whole));
  let left = 0;
  for (let round = 0; round < 200; round++) {
    const changed = JSON.parse(mutated(json, random)) as { readonly id?: unknown };
    // The database itself holds the records to their keys.
    if (changed.id !== whole.id) continue;
    await put('runs', changed);
    const stores = await opened();
    const { runs: there, damaged } = await read(stores);
    expect(there.filter((id) => id !== whole.id)).toEqual(['run-3', 'run-1']);
    expect(there.includes(whole.id)).toBe(damaged.length === 0);
    left += damaged.length;
  }
  expect(left).toBeGreaterThan(50);
});

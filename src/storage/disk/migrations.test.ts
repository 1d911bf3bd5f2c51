import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  contentsOf,
  databaseFaults,
  done,
  failAt,
  fakeIndexedDB,
} from '../../../test-support/storage/disk/fake-database.ts';
import { emptyDataset } from '../../core/dataset/dataset.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';

/*
 * Databases as the page's earlier versions wrote them (src/storage/disk/database.ts of 4620d54, 2270255, 72e084d and 1a922e6),
 * each opened with this one.
 */

afterEach(() => {
  vi.unstubAllGlobals();
});

async function opened() {
  vi.resetModules();
  return {
    ...(await import('../training/runs.ts')),
    ...(await import('../evaluation/answers.ts')),
    ...(await import('../training/checkpoints.ts')),
    ...(await import('../dataset/dataset.ts')),
    ...(await import('../training/ensembles.ts')),
    ...(await import('./database.ts')),
  };
}

const logits = [Float32Array.of(2, 1), Float32Array.of(1, 3), Float32Array.of(5, 4)];
/** Right, right, wrong. */
const labels = [0, 1, 1];
const predicted = [0, 1, 0];

/** What a version's evaluation held of three photos. */
const evaluation = (version: number, split: string) => ({
  split,
  loss: 0.5,
  predictions: labels.map((label, i) => ({
    sampleId: `s${i}`,
    label,
    predicted: predicted[i],
    ...(version < 3 ? { probability: 0.75 } : { logits: logits[i], ...(i < 2 && { score: i / 3 }) }),
  })),
});

/** A run with what every version's had, and what this one's had. */
const runOf = (version: number, id: string, createdAt: number) => ({
  id,
  createdAt,
  recipe: { backbone: 'mobilenet-v2', epochs: 7 },
  classes: [{ id: 'a', name: 'a', colour: 0 }],
  backend: 'wasm',
  counts: { train: 9, validation: 3, test: 3 },
  history: [{ epoch: 1, loss: 1, accuracy: 0.5, validationLoss: null, validationAccuracy: null }],
  validation: evaluation(version, 'validation'),
  test: id === 'newer' ? evaluation(version, 'test') : null,
  testOpened: 1,
  deleted: false,
  timing: { extraction: 1, extracted: 2, head: 3 },
  ...(version >= 2 && { kept: 1 }),
  ...(version >= 3 && {
    number: id === 'newer' ? 5 : 3,
    train: null,
    temperature: 1.5,
    unknown: null,
    data: null,
    environment: null,
    name: null,
    starred: false,
    note: 'A note',
  }),
});

/** Of a method that this version has no more: it answers with the weights that it has. */
const ensemble = {
  id: 'e',
  number: 1,
  name: null,
  createdAt: 1,
  method: 'greedy',
  members: [
    { runId: 'newer', weight: 0.75 },
    { runId: 'older', weight: 0.25 },
  ],
  deleted: false,
};

const checkpoint = {
  request: { runId: 'unfinished', recipe: { backbone: 'mobilenet-v2' }, classes: [], samples: [] },
  savedAt: 4,
  discarded: false,
  phase: 1,
  weights: new Map([['head/0', Float32Array.of(1, 2)]]),
  state: null,
  history: [],
  kept: 0,
  timing: { extraction: 1, extracted: 2, head: 3 },
};

/** Lays a version's database down, past all of the page's code of today. */
async function lay(factory: IDBFactory, version: number): Promise<void> {
  const opening = factory.open('headstart', version);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    db.createObjectStore('samples', { keyPath: 'id' });
    const runs = db.createObjectStore('runs', { keyPath: 'id' });
    for (const name of ['project', 'weights', 'thumbnails']) db.createObjectStore(name);
    if (version >= 2) for (const name of ['tuned', 'checkpoints']) db.createObjectStore(name);
    if (version >= 3) {
      db.createObjectStore('known');
      runs.createIndex('number', 'number');
    }
    if (version >= 4) db.createObjectStore('ensembles', { keyPath: 'id' });
  };
  const db = await done(opening);
  const writing = db.transaction([...db.objectStoreNames], 'readwrite');
  const put = (store: string, value: unknown, key?: string) =>
    done(writing.objectStore(store).put(value, key));
  const sample = {
    id: 's0',
    hash: 'h0',
    classId: 'a',
    name: '0.jpg',
    folder: '',
    width: 1,
    height: 1,
    bytes: 1,
  };
  const placed = { split: 'train', splitFixed: false, order: 0 };
  await Promise.all([
    put('samples', { ...sample, ...placed, ...(version >= 3 && { excluded: true, group: null }) }),
    put('project', [{ id: 'a', name: 'a', colour: 0 }], 'classes'),
    put('project', { validation: 0.3, seed: 2 }, 'split'),
    put('runs', runOf(version, 'newer', 20)),
    put('runs', runOf(version, 'older', 10)),
    put('weights', [{ kernel: Float32Array.of(1), bias: Float32Array.of(2) }], 'newer'),
    ...(version >= 2 ? [put('checkpoints', checkpoint, 'unfinished')] : []),
    ...(version >= 4 ? [put('ensembles', ensemble)] : []),
  ]);
  db.close();
}

describe.each([1, 2, 3, 4])('a database of version %i', (version) => {
  test('opens with all that it had', async () => {
    const factory = fakeIndexedDB();
    await lay(factory, version);
    const stores = await opened();
    expect(await stores.readDataset()).toMatchObject({
      classes: [{ id: 'a', name: 'a', colour: 0 }],
      samples: [{ id: 's0', excluded: version >= 3, group: null }],
      split: { ...emptyDataset.split, validation: 0.3, seed: 2 },
    });
    const runs = await stores.allRuns();
    expect(runs.map(({ id, number }) => [id, number])).toEqual(
      version < 3
        ? [
            ['newer', 2],
            ['older', 1],
          ]
        : [
            ['newer', 5],
            ['older', 3],
          ],
    );
    expect(await stores.nextRunNumber()).toBe(version < 3 ? 3 : 6);
    const [newer, older] = runs;
    expect(newer).toMatchObject({
      recipe: { ...defaultRecipe, backbone: 'mobilenet-v2', epochs: 7 },
      kept: 1,
      temperature: version < 3 ? 1 : 1.5,
      note: version < 3 ? '' : 'A note',
      folds: null,
      history: [{ epoch: 1, phase: 0 }],
      timing: { head: 3, choosing: 0 },
    });
    // Answers without logits can't be judged by: they are made anew when they are asked for.
    const judged = { loss: 0.5, total: 3, correct: 2 };
    expect(newer?.validation).toEqual(version < 3 ? null : { split: 'validation', ...judged });
    expect(newer?.test).toEqual(version < 3 ? null : { split: 'test', ...judged });
    expect(older?.test).toBeNull();
    const answered = await stores.getAnswered('newer');
    const there = version < 3 ? null : evaluation(version, 'test');
    expect(answered?.answers).toEqual({
      train: null,
      validation: there && { ...there, split: 'validation' },
      test: there,
    });
    expect((await stores.getTrained('newer'))?.head).toEqual([
      { kernel: Float32Array.of(1), bias: Float32Array.of(2) },
    ]);
    expect(await stores.getCheckpoint('unfinished')).toEqual(version < 2 ? undefined : checkpoint);
    expect(await stores.allEnsembles()).toEqual(version < 4 ? [] : [ensemble]);
    (await stores.database()).close();
    // Nothing of the answers is left where they were.
    expect(JSON.stringify((await contentsOf(factory)).runs)).not.toContain('predictions');
  });

  test.each(databaseFaults)(
    '%s at any step of the change stays what it was, and opens the next time',
    async (fault) => {
      for (let step = 1; ; step++) {
        const factory = fakeIndexedDB();
        await lay(factory, version);
        const was = await contentsOf(factory);
        const ended = failAt(step, fault);
        const stores = await opened();
        const worked = await stores.database().then(
          (db) => {
            db.close();
            return true;
          },
          () => false,
        );
        if (!ended()) {
          expect(worked).toBe(true);
          break;
        }
        expect({ step, worked, is: await contentsOf(factory) }).toEqual({ step, worked: false, is: was });
        const again = await opened();
        expect(await again.allRuns()).toHaveLength(2);
        (await again.database()).close();
      }
    },
  );
});

test('an empty browser begins with this version’s stores', async () => {
  const factory = fakeIndexedDB();
  const { database } = await opened();
  (await database()).close();
  const stores = Object.keys(await contentsOf(factory)).sort();
  expect(stores).toEqual([
    'answers',
    'checkpoints',
    'ensembles',
    'known',
    'pictures',
    'progress',
    'project',
    'runs',
    'samples',
    'thumbnails',
    'tuned',
    'weights',
  ]);
});

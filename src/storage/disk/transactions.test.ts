import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { newPicture } from '../../../test-support/storage/dataset/new-picture.ts';
import {
  contentsOf,
  databaseFaults,
  failAt,
  fakeIndexedDB,
} from '../../../test-support/storage/disk/fake-database.ts';
import { FakeDisk } from '../../../test-support/storage/disk/fake-opfs.ts';
import { evaluate } from '../../core/evaluation/evaluate.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import type { Checkpoint } from '../../core/training/checkpoint.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { noTiming, withAnswers, withoutAnswers } from '../../core/training/run.ts';

/*
 * Every store of the database: its writing fails at each of its steps. Then what was there before is there, to the last
 * value, and nothing else; when it is repeated all of it is.
 */

beforeEach(() => {
  const disk = new FakeDisk();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function opened() {
  vi.resetModules();
  return {
    ...(await import('./change.ts')),
    ...(await import('../training/runs.ts')),
    ...(await import('../evaluation/answers.ts')),
    ...(await import('../training/checkpoints.ts')),
    ...(await import('../dataset/dataset.ts')),
    ...(await import('../training/ensembles.ts')),
    ...(await import('../training/recipe.ts')),
    ...(await import('../dataset/pictures.ts')),
    ...(await import('./database.ts')),
  };
}
type Stores = Awaited<ReturnType<typeof opened>>;

const weights = {
  head: [{ kernel: Float32Array.of(1, 2), bias: Float32Array.of(3) }] as const,
  tuned: new Map([['block/kernel', Float32Array.of(4)]]),
  known: null,
};
const photos = [said('s1', 0, 0.9, 0.1), said('s2', 1, 0.8, 0.2)];
const run = runSaying('run', photos, { number: 1 }, [said('s3', 1, 0.1, 0.9)]);
const other = runSaying('other', photos, { number: 2 });
const samples = ['s1', 's2', 's3'].map((id, order) => sampleOf(id, { order, classId: 'cat' }));
const ensemble: Ensemble = {
  id: 'e',
  number: 1,
  name: null,
  createdAt: 1,
  method: 'mean',
  members: [{ runId: 'run', weight: 1 }],
  deleted: false,
};
const checkpoint = (runId: string, phase: number): Checkpoint => ({
  request: { runId, recipe: defaultRecipe, classes: [], samples },
  savedAt: 1,
  discarded: false,
  phase,
  weights: new Map([['head/0', Float32Array.of(phase)]]),
  state: null,
  history: [],
  kept: 0,
  timing: noTiming,
});

async function lay(stores: Stores): Promise<void> {
  const classes = run.classes;
  await stores.writeChange({
    patch: { classes, put: samples },
    recipe: defaultRecipe,
    ensembles: [ensemble],
  });
  await stores.putTrained(run, weights);
  await stores.putCheckpoint(checkpoint('unfinished', 1));
  await stores.putPictures([newPicture('a', 4), newPicture('b', 5, 1, 2)]);
}

const writings: Readonly<Record<string, (stores: Stores) => Promise<void>>> = {
  'a change of everything': ({ writeChange }) =>
    writeChange({
      patch: {
        classes: [],
        remove: ['s1'],
        put: samples.slice(1).map((one) => ({ ...one, excluded: true })),
      },
      recipe: { ...defaultRecipe, seed: 9 },
      runs: [{ ...withoutAnswers(run), note: 'A note' }],
      ensembles: [{ ...ensemble, deleted: true }],
    }),
  'a finished run': ({ putTrained }) => putTrained(runSaying('unfinished', photos, { number: 3 }), weights),
  'a run of another project': ({ putRunAside }) => putRunAside(other, weights),
  'answers for a split': ({ putAnswers }) => putAnswers('run', evaluate('test', [said('s9', 0, 0.5, 0.5)])),
  'photos of runs that are called otherwise': ({ renamePhotos }) =>
    renamePhotos([{ ...withoutAnswers(run), number: 7 }], (id, of) => `${of} ${id}`),
  'a run that goes': ({ deleteRun }) => deleteRun('run'),
  'a checkpoint': ({ putCheckpoint }) => putCheckpoint(checkpoint('unfinished', 2)),
  'a checkpoint that is thrown away': ({ markCheckpoints }) =>
    markCheckpoints([
      { runId: 'unfinished', discarded: true },
      { runId: 'gone', discarded: true },
    ]),
  'a checkpoint that goes': ({ deleteCheckpoint }) => deleteCheckpoint('unfinished'),
  'an ensemble that goes': ({ deleteEnsemble }) => deleteEnsemble('e'),
  pictures: ({ putPictures }) => putPictures([newPicture('c', 6), newPicture('d', 7)]),
  'pictures that go': ({ keepPictures }) => keepPictures(new Set()),
  'a picture that goes from beside another': ({ keepPictures }) => keepPictures(new Set(['b'])),
};

describe.each(Object.entries(writings))('%s', (_, work) => {
  test.each(databaseFaults)('%s at each step', async (fault) => {
    for (let step = 1; ; step++) {
      const factory = fakeIndexedDB();
      const stores = await opened();
      await lay(stores);
      const was = await contentsOf(factory);
      const ended = failAt(step, fault);
      const worked = await work(stores).then(
        () => true,
        () => false,
      );
      const failed = ended();
      const is = await contentsOf(factory);
      if (!failed) {
        expect(worked).toBe(true);
        expect(is).not.toEqual(was);
        expect(step).toBeGreaterThan(1);
        break;
      }
      expect({ step, worked, is }).toEqual({ step, worked: false, is: was });
      // The next opening finds it whole, and the same can be asked for again.
      const again = await opened();
      await work(again);
      expect(await contentsOf(factory)).not.toEqual(was);
    }
  });
});

test('what can’t be stored is told as it is', async () => {
  fakeIndexedDB();
  const { writeChange } = await opened();
  const wrong = { ...sampleOf('a'), draw: () => {} };
  await expect(writeChange({ patch: { put: [wrong] } })).rejects.toMatchObject({ name: 'DataCloneError' });
});

describe('what was stored comes back', () => {
  test('data set, recipe, ensembles and pictures', async () => {
    fakeIndexedDB();
    await lay(await opened());
    const stores = await opened();
    expect(await stores.readDataset()).toMatchObject({ classes: run.classes, samples });
    expect(await stores.readRecipe()).toEqual(defaultRecipe);
    expect(await stores.allEnsembles()).toEqual([ensemble]);
    const { thumbnail } = newPicture('b', 5, 1, 2);
    expect(await stores.getThumbnails(['c', 'b'])).toEqual([undefined, thumbnail]);
    expect(await stores.listPictures()).toEqual(['a', 'b']);
  });

  test('runs as summaries, their answers and weights when they are asked for', async () => {
    const factory = fakeIndexedDB();
    const stores = await opened();
    await lay(stores);
    await stores.putRunAside(other, weights);
    expect(await stores.nextRunNumber()).toBe(2);
    expect((await stores.allRuns()).map(({ id, deleted }) => [id, deleted])).toEqual([
      ['run', false],
      ['other', true],
    ]);
    expect(await stores.getRun('run')).toEqual(withoutAnswers(run));
    expect(JSON.stringify(await stores.allRuns())).not.toContain('logits');
    expect(await stores.getAnswered('run')).toEqual(run);
    expect(await stores.getAnswered('gone')).toBeUndefined();
    expect(await stores.getTrained('run')).toEqual(weights);
    expect(await stores.takenRunIds()).toEqual(new Set(['run', 'other', 'unfinished']));
    await stores.deleteRun('run');
    // Nothing of it is left behind, and nothing of the other is gone.
    const { ensembles: _, ...left } = await contentsOf(factory);
    expect(JSON.stringify(left)).not.toContain('"run"');
    expect((await stores.getAnswered('other'))?.answers).toEqual(other.answers);
  });

  test('answers that no summary knows of are those of a judging that was cut off', async () => {
    fakeIndexedDB();
    const stores = await opened();
    const judged = withAnswers(run, { ...run.answers, test: null });
    await stores.putTrained(judged, weights);
    await stores.putAnswers('run', evaluate('test', photos));
    expect((await stores.getAnswered('run'))?.answers.test).toBeNull();
  });

  test('an unfinished run with what it has learned, and without', async () => {
    fakeIndexedDB();
    const stores = await opened();
    await lay(stores);
    await stores.putCheckpoint({ ...checkpoint('later', 1), savedAt: 2 });
    expect(await stores.getCheckpoint('unfinished')).toEqual(checkpoint('unfinished', 1));
    const all = await stores.allCheckpoints();
    expect(all.map(({ request }) => request.runId)).toEqual(['later', 'unfinished']);
    expect(all.every((one) => !('weights' in one))).toBe(true);
    await stores.markCheckpoints([{ runId: 'later', discarded: true }]);
    expect((await stores.getCheckpoint('later'))?.discarded).toBe(true);
  });
});

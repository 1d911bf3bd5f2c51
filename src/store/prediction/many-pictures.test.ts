import { beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { plainRun } from '../../core/training/run.ts';
import type { FileAnswer } from '../../workers/protocol/prediction.ts';

beforeEach(() => {
  vi.stubGlobal('ImageBitmap', class {});
});

async function ready() {
  const engine = await openStore();
  const run = {
    ...plainRun,
    id: 'run',
    classes: ['a', 'b'].map((name, colour) => ({ id: name, name, colour })),
  };
  engine.store.setState({ runs: [run as never], currentRunId: 'run' });
  const { useManyPictures } = await import('./many-pictures.ts');
  return { ...engine, many: useManyPictures };
}
async function* files(count: number) {
  for (let i = 0; i < count; i++) yield { path: `${i}.jpg`, file: new Blob() };
}
const answerTo = (path: string, score = 9): FileAnswer => ({
  path,
  probabilities: [0.2, 0.8],
  scores: [score],
  thumbnail: new Blob(),
});
const progress = (done: number, total: number) =>
  ({ kind: 'progress', progress: { done, total, rate: 3 } }) as const;

test('files go over in parts, and rows come as they are answered', async () => {
  const { many, jobs } = await ready();
  const done = many.getState().answer(files(60));
  await expect.poll(() => jobs('predictFiles').length).toBe(1);
  const [first] = jobs('predictFiles');
  expect(first?.request.files).toHaveLength(50);
  expect(first?.request.members).toEqual([{ runId: 'run', weight: 1 }]);
  first?.emit({ kind: 'begun' });
  first?.emit({ kind: 'answers', answers: [answerTo('0.jpg'), answerTo('1.jpg', 2)] });
  first?.emit(progress(2, 50));
  expect(many.getState().answers).toEqual([
    { path: '0.jpg', probabilities: [0.2, 0.8], scores: [9] },
    { path: '1.jpg', probabilities: [0.2, 0.8], scores: [2] },
  ]);
  expect(many.getState().progress).toEqual({ done: 2, total: 60, rate: 3 });
  first?.emit(progress(50, 50));
  first?.succeed(null);
  await expect.poll(() => jobs('predictFiles').length).toBe(2);
  expect(jobs('predictFiles')[1]?.request.files).toHaveLength(10);
  jobs('predictFiles')[1]?.succeed(null);
  await done;
  expect(many.getState().progress).toBeNull();
});

test('a part that begins anew on another worker is not answered twice', async () => {
  const { many, jobs, store } = await ready();
  const done = many.getState().answer(files(3));
  await expect.poll(() => jobs('predictFiles').length).toBe(1);
  const [job] = jobs('predictFiles');
  job?.emit({ kind: 'begun' });
  job?.emit({ kind: 'rejected', failure: { code: 'damaged-image', what: '', todo: '' } });
  job?.emit({ kind: 'answers', answers: [answerTo('0.jpg')] });
  job?.emit({ kind: 'begun' });
  job?.emit({ kind: 'answers', answers: [answerTo('0.jpg'), answerTo('1.jpg')] });
  expect(many.getState().answers.map(({ path }) => path)).toEqual(['0.jpg', '1.jpg']);
  job?.succeed(null);
  await done;
  expect(store.getState().notices).toEqual([]);
});

test('where there is no picture in what was dropped, that is said', async () => {
  const { many, jobs, store } = await ready();
  const done = many.getState().answer(files(1));
  await expect.poll(() => jobs('predictFiles').length).toBe(1);
  jobs('predictFiles')[0]?.succeed(null);
  await done;
  expect(store.getState().notices).toMatchObject([{ stage: 'use', title: 'There are no pictures in it' }]);
});

test('what can’t be read is told with its file, and Stop keeps what was answered', async () => {
  const { many, jobs, store } = await ready();
  const done = many.getState().answer(files(3));
  await expect.poll(() => jobs('predictFiles').length).toBe(1);
  const [job] = jobs('predictFiles');
  const failure = { code: 'damaged-image', what: 'Cut off.', file: '0.jpg', todo: 'Save it again.' } as const;
  job?.emit({ kind: 'rejected', failure });
  job?.emit({ kind: 'answers', answers: [answerTo('1.jpg')] });
  many.getState().stop();
  expect(job?.signal?.aborted).toBe(true);
  job?.fail({ code: 'cancelled', what: '', todo: '' });
  await done;
  expect(many.getState().answers).toHaveLength(1);
  expect(many.getState().progress).toBeNull();
  expect(store.getState().notices).toMatchObject([
    { stage: 'use', title: '1 of 2 files could not be read', failures: [failure] },
  ]);
});

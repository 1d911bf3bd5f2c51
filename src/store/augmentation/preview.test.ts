import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { noAugmentation } from '../../core/augmentation/augmentation.ts';
import { FailureError } from '../../core/project/failure.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Node has none. */
const bitmaps = (count: number) =>
  Array.from({ length: count }, () => ({ close: vi.fn() }) as unknown as ImageBitmap);

async function ready() {
  const { store, jobs } = await openStore();
  const preview = (hash: string) => store.getState().preview(hash, noAugmentation, 12);
  return { store, jobs: () => jobs('preview'), preview };
}

test('the views are drawn with the recipe’s backbone and seed', async () => {
  const { store, jobs, preview } = await ready();
  store.getState().changeRecipe({ backbone: 'resnet-50', seed: 7 });
  const done = preview('a');
  expect(jobs()[0]?.request).toEqual({
    hash: 'a',
    augmentation: noAugmentation,
    seed: 7,
    count: 12,
    backbone: 'resnet-50',
  });
  const drawn = bitmaps(12);
  jobs()[0]?.succeed(drawn);
  expect(await done).toBe(drawn);
});

test('while one is drawn only the latest call waits; the others are answered with null', async () => {
  const { jobs, preview } = await ready();
  const first = preview('a');
  const second = preview('b');
  const third = preview('c');
  expect(await second).toBeNull();
  expect(jobs()).toHaveLength(1);
  const [early, late] = [bitmaps(1), bitmaps(1)];
  jobs()[0]?.succeed(early);
  expect(await first).toBe(early);
  await vi.waitFor(() => expect(jobs()).toHaveLength(2));
  expect(jobs()[1]?.request.hash).toBe('c');
  jobs()[1]?.succeed(late);
  expect(await third).toBe(late);
  // Neither was taken from whoever asked for it.
  for (const bitmap of [...early, ...late]) expect(bitmap.close).not.toHaveBeenCalled();
});

test('a call made as one ends does not overtake the one that waits', async () => {
  const { jobs, preview } = await ready();
  const third = preview('a').then(() => preview('c'));
  const second = preview('b');
  jobs()[0]?.succeed(bitmaps(1));
  await vi.waitFor(() => expect(jobs().map(({ request }) => request.hash)).toEqual(['a', 'b']));
  jobs()[1]?.succeed(bitmaps(1));
  expect(await second).toHaveLength(1);
  await vi.waitFor(() => expect(jobs().map(({ request }) => request.hash)).toEqual(['a', 'b', 'c']));
  jobs()[2]?.succeed(bitmaps(1));
  expect(await third).toHaveLength(1);
});

test('a photo that can’t be read is the caller’s to tell, and the next one is drawn', async () => {
  const { store, jobs, preview } = await ready();
  const failure = { code: 'damaged-image', what: 'Cut off.', todo: 'Take another.' } as const;
  const first = preview('a');
  const second = preview('b');
  jobs()[0]?.fail(failure);
  await expect(first).rejects.toMatchObject({ name: FailureError.name, failure });
  await vi.waitFor(() => expect(jobs()).toHaveLength(2));
  jobs()[1]?.succeed(bitmaps(1));
  expect(await second).toHaveLength(1);
  expect(store.getState().notices).toEqual([]);
});

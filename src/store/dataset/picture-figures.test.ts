import { expect, test } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';

const figures = { brightness: 0.5, sharpness: 100 };

test('asks for each picture once, and remembers which have no thumbnail', async () => {
  const { store, jobs } = await openStore();
  const first = store.getState().pictureFigures(['a', 'b', 'a']);
  expect(jobs('pictureFigures')[0]?.request).toEqual({ hashes: ['a', 'b'] });
  jobs('pictureFigures')[0]?.succeed([figures, null]);
  expect(await first).toEqual(new Map([['a', figures]]));

  expect(await store.getState().pictureFigures(['b', 'a'])).toEqual(new Map([['a', figures]]));
  expect(jobs('pictureFigures')).toHaveLength(1);
  void store.getState().pictureFigures(['c', 'a']);
  expect(jobs('pictureFigures')[1]?.request).toEqual({ hashes: ['c'] });
});

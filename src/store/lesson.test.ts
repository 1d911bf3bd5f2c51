import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../core/dataset/fake-dataset.ts';
import { allShown, lessonHash } from '../core/lesson/lesson.ts';
import { defaultRecipe } from '../core/training/recipe.ts';
import { openStore } from './fake-engine.ts';

const lesson = {
  title: 'Ice or sea',
  text: '',
  recipe: { ...defaultRecipe, epochs: 7, seed: 5 },
  sample: 'earth',
  parts: { ...allShown, recipe: 'locked' },
  predictFirst: true,
} as const;

test('a lesson in the address gives its recipe and its seed, and both can be undone', async () => {
  const { store } = await openStore();
  await store.getState().readLesson(lessonHash(lesson));
  expect(store.getState().lesson).toEqual(lesson);
  expect(store.getState().recipe).toEqual(lesson.recipe);
  expect(store.getState().dataset.split.seed).toBe(5);
  store.getState().undo();
  store.getState().undo();
  expect(store.getState().recipe).toEqual(defaultRecipe);
  expect(store.getState().dataset.split.seed).toBe(1);
});

test('photos that are there stay, and their split, until the student begins', async () => {
  const { store } = await openStore();
  const dataset = datasetOf([sampleOf('0', { classId: 'a' })]);
  store.setState({ dataset });
  await store.getState().readLesson(lessonHash(lesson));
  expect(store.getState().dataset).toBe(dataset);

  const importSampleSet = vi.fn(async () => {});
  store.setState({ importSampleSet });
  await store.getState().beginLesson();
  expect(importSampleSet).toHaveBeenCalledWith('earth');
  expect(store.getState().dataset.samples).toEqual([]);
  expect(store.getState().dataset.split.seed).toBe(5);
});

test('a damaged link is said so, and the whole page is there', async () => {
  const { store } = await openStore();
  await store.getState().readLesson(lessonHash(lesson).slice(0, -3));
  expect(store.getState().lesson).toBeNull();
  expect(store.getState().notices).toMatchObject([
    { stage: 'app', failures: [{ code: 'bad-lesson', what: 'The link is cut off or changed.' }] },
  ]);
});

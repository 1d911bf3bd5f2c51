import { expect, test, vi } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { allShown, lessonHash } from '../../core/lesson/lesson.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import type { State } from '../state.ts';

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

test('a tab that only shows the project takes the lesson when it gets that', async () => {
  const { store, asked } = await openStore();
  vi.stubGlobal('location', { search: '', hash: lessonHash(lesson) });
  vi.stubGlobal('fetch', async () => new Response('[]'));
  store.setState({ tab: 'elsewhere' });
  await store.getState().readLesson(location.hash);
  expect(store.getState().lesson).toEqual(lesson);
  expect(store.getState().recipe).toEqual(defaultRecipe);
  expect(store.getState().notices).toEqual([]);

  store.setState({ tab: 'here' });
  const opening = store.getState().open();
  (await asked('open')).succeed({
    dataset: datasetOf([]),
    recipe: null,
    unfinished: [],
    ensembles: [],
  });
  (await asked('ownBackbones')).succeed([]);
  await opening;
  expect(store.getState().recipe).toEqual(lesson.recipe);
});

test('a lesson with a network that is not here leaves the one that was chosen, and says so', async () => {
  const { store } = await openStore();
  const [card] = [{ id: defaultRecipe.backbone }] as unknown as State['cards'];
  store.setState({ cards: card ? [card] : [] });
  const recipe = { ...lesson.recipe, backbone: 'own-12345678' };
  await store.getState().readLesson(lessonHash({ ...lesson, recipe }));
  expect(store.getState().recipe).toEqual(lesson.recipe);
  expect(store.getState().notices.map(({ title }) => title)).toEqual([
    'The lesson was made with a network that is not here: the one that was chosen before stays',
  ]);
});

test('a damaged link is said so, and the whole page is there', async () => {
  const { store } = await openStore();
  await store.getState().readLesson(lessonHash(lesson).slice(0, -3));
  expect(store.getState().lesson).toBeNull();
  expect(store.getState().notices).toMatchObject([
    { stage: 'app', failures: [{ code: 'bad-lesson', what: 'The link is cut off or changed.' }] },
  ]);
});

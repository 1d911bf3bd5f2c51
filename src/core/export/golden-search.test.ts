import { expect, test } from 'vitest';
import { softmax } from '../softmax.ts';
import { type Answer, drawnPictures, type Picture } from './golden-search.ts';

/** Means of the picture's colours, 0…1. */
const means = (picture: Picture) =>
  [0, 1, 2].map(
    (c) => picture.reduce((sum, value, i) => (i % 4 === c ? sum + value : sum), 0) / (64 * picture.length),
  );

/** Which colour there is most of, the surer the steeper. */
const colourModel =
  (steep: number): Answer =>
  async (picture) =>
    softmax(Float32Array.from(means(picture), (mean) => steep * mean));

const sureness = async (steep: number) => {
  const answer = colourModel(steep);
  const pictures = await drawnPictures(16, answer);
  expect(pictures).toHaveLength(3);
  return Promise.all(pictures.map(async (picture) => Math.max(...(await answer(picture)))));
};

test('a model that is sure of nothing gets pictures as they were drawn', async () => {
  for (const sure of await sureness(1)) expect(sure).toBeLessThan(0.5);
});

test('a model that is sure of every drawing gets mixtures that it is not sure of', async () => {
  for (const sure of await sureness(100)) expect(sure).toBeLessThan(0.95);
});

test('where all drawings are of one class, plain colours lead away from it', async () => {
  // Sure of anything but white.
  const answer: Answer = async (picture) => {
    const white = Math.min(...means(picture)) - 0.9;
    return softmax(Float32Array.of(100 * white, 0));
  };
  for (const picture of await drawnPictures(16, answer))
    expect(Math.max(...(await answer(picture)))).toBeLessThan(0.95);
});

test('one that has the same answer for everything gets drawings all the same', async () => {
  expect(await drawnPictures(16, async () => Float32Array.of(1, 0))).toHaveLength(3);
});

import { defaultRecipe } from '../src/core/training/recipe.ts';
import { zipOf } from './fixtures/folders.ts';
import { extractions, record } from './fixtures/recorder.ts';
import { expect, test } from './fixtures/test.ts';

test('what is missing is said before training', async ({ app, earth }) => {
  const [photo, second] = earth.take('desert', 2);
  if (!(photo && second)) throw new Error('too few photos');
  await app.open();
  await expect(app.train.stage).toContainText('Waits for two classes with photos.');
  await app.data.chooseFiles([photo, second]);
  await expect(app.train.stage).toContainText('There is only one class, “Class 1”: add a second one');
  await expect(app.train.button).toBeDisabled();
  await app.data.add('An empty class');
  await expect(app.train.stage).toContainText('“Class 2” has no photos: add some, or delete the class.');
  await expect(app.train.button).toBeDisabled();
});

test('two photos a class work, and are warned of', async ({ app, earth }) => {
  const photos = [...earth.take('ice', 2), ...earth.take('sea', 2)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open();
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await expect(app.train.stage).toContainText('have few photos to train on, the smallest 2 photos');
  await app.train.run();
  // Each was judged by a model that had learned from the others.
  await expect(app.evaluate.stage).toContainText(/\d of 4 right/);
});

test('a hundred classes and very unequal ones train', async ({ app, earth }) => {
  const photos = earth.photos.filter(({ split }) => split === 'train');
  const tree: Record<string, Uint8Array> = {};
  for (let index = 0; index < 100; index++)
    for (let copy = 0; copy < (index === 0 ? 30 : 2); copy++) {
      const { bytes } = photos[(index * 2 + copy) % photos.length] ?? { bytes: new Uint8Array() };
      // Bytes after a JPEG's end change its content hash and nothing else.
      tree[`class ${index}/${copy}.jpg`] = Buffer.concat([bytes, Buffer.from(`${index} ${copy}`)]);
    }
  await app.open();
  await app.data.chooseFiles([{ name: 'many.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await expect(app.train.stage).toContainText('Where a photo could be either, the model says “class 0”');
  await app.train.run();
  // The same photos lie in several classes: near-duplicates, which are put in one fold.
  await expect(app.evaluate.stage).toContainText(/\d+ of 228 right/);
  await expect(app.evaluate.matrix).toHaveAttribute('aria-rowcount', '101');
});

test('progress and curves are live; the cache makes the next training extract only what is new', async ({
  app,
  earth,
  page,
}) => {
  await app.open();
  await app.data.startWith('Earth from space');
  await app.model.judgeBy('Validation photos');
  // Long enough to be seen by whoever looks ten times a second, on a fast machine too.
  await app.model.learnStepByStep(500);
  await app.model.number('Batch size').fill('4');
  const first = await record(app.train.stage);
  await app.train.run();
  const shown = await first.texts();
  expect(await extractions(first)).toEqual([earth.count('train')]);
  expect(shown.some((text) => /\d a second\n\d+ s left/.test(text))).toBe(true);
  const epochs = new Set(
    shown.flatMap((text) => /Training the head\n(\d+) of 500 epochs/.exec(text)?.slice(1) ?? []),
  );
  expect(epochs.size).toBeGreaterThan(2);
  const readouts = new Set(
    shown.flatMap((text) => /Accuracy, %\n(Epoch [\d.]+: training [\d.]+\s%)/.exec(text)?.slice(1) ?? []),
  );
  expect(readouts.size).toBeGreaterThan(2);

  await test.step('again: nothing is extracted', async () => {
    const again = await record(app.train.stage);
    await app.train.run();
    expect(await extractions(again)).toEqual([]);
  });

  await test.step('three new photos: three are extracted', async () => {
    const added = earth.take('desert', 3).map(({ bytes }, index) => ({
      name: `new-${index}.jpg`,
      bytes: Buffer.concat([bytes, Buffer.from('new')]),
    }));
    await app.data.addTo('desert', added);
    const third = await record(app.train.stage);
    await app.train.run();
    expect(await extractions(third)).toEqual([3]);
  });

  await test.step('a reload keeps runs, data and cache', async () => {
    const runs = await app.train.runs.allInnerTexts();
    await page.reload();
    await expect(app.train.runs).toHaveText(runs, { useInnerText: true });
    await expect(app.model.number('Epochs')).toHaveValue('500');
    await app.engineOn(/WebAssembly/);
    const fourth = await record(app.train.stage);
    await app.train.run();
    expect(await extractions(fourth)).toEqual([]);
  });
});

test('the same seed gives the same result, another one another; a head that is solved needs none', async ({
  app,
  earth,
}) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  const solved = await app.train.history();
  await app.model.showMore();
  await app.model.number('Seed').fill('2');
  await app.train.run();
  expect(await app.train.history()).toEqual(solved);
  await app.model.number('Seed').fill('1');
  await app.model.learnStepByStep();
  // Smaller than the training set, or the order of the photos changes nothing.
  await app.model.number('Batch size').fill('16');
  await app.train.run();
  const first = await app.train.history();
  // The header and a row an epoch.
  expect(first).toHaveLength(1 + defaultRecipe.epochs);
  await app.train.run();
  expect(await app.train.history()).toEqual(first);
  await app.model.number('Seed').fill('2');
  await app.train.run();
  expect(await app.train.history()).not.toEqual(first);
});

test('Stop ends an extraction at once, and what was extracted is kept', async ({ app }) => {
  await app.open();
  await app.data.startWith('Handwritten digits');
  const first = await record(app.train.stage);
  await app.train.button.click();
  await expect(app.train.progress).toHaveAttribute('aria-valuetext', /^[1-9]\d* of 240 photos$/);
  await app.train.stop.click();
  await expect(app.train.stage).toContainText('Stopped. What was read is kept for the next time.', {
    timeout: 2000,
  });
  expect(await extractions(first)).toEqual([240]);
  const second = await record(app.train.stage);
  await app.train.run();
  const [rest = 0] = await extractions(second);
  expect(rest).toBeGreaterThan(0);
  expect(rest).toBeLessThan(240);
});

test('Stop ends the training of a head at once', async ({ app, earth }) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.model.showMore();
  await app.model.pick('Hidden layer');
  await app.model.number('Epochs').fill('500');
  await app.model.number('Units').fill('2048');
  await app.train.button.click();
  await expect(app.train.progress).toHaveAttribute('aria-valuetext', /^[1-9]\d* of 500 epochs$/);
  await app.train.stop.click();
  await expect(app.train.stage).toContainText('Stopped.', { timeout: 2000 });
  await expect(app.train.button).toBeEnabled();
  await expect(app.train.runs).toHaveCount(0);
});

test('runs are chosen, deleted and brought back', async ({ app, earth }) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  await app.model.setPenalty(1);
  await app.train.run();
  await expect(app.evaluate.stage).toContainText('Run 2');
  await app.train.runs
    .nth(1)
    .getByRole('button', { name: /^Run 1/ })
    .click();
  await expect(app.evaluate.stage).toContainText('Run 1');
  await expect(app.use.stage).toContainText('Run 1 answers');
  await app.train.runs.nth(0).getByRole('button', { name: 'Delete Run 2' }).click();
  await expect(app.train.runs).toHaveCount(1);
  await app.undo.click();
  await expect(app.train.runs).toHaveCount(2);
});

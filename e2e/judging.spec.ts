import { zipOf } from './fixtures/folders.ts';
import { RunsDialog } from './fixtures/runs-dialog.ts';
import { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

const percent = (share: number) => Math.round(100 * share);

test('where classes are unequal, the figure stands beside what the simplest rule gets', async ({ app }) => {
  const digits = await SampleSet.read('digits');
  const photos = [...digits.take('4', 24), ...digits.take('9', 4)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`digit ${className}/${name}`, bytes]),
  );
  await app.open();
  await app.data.chooseFiles([{ name: 'unequal.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await expect(app.train.stage).toContainText(
    '“digit 9” has only 4 photos to train on. That works, but 10 or more do better.',
  );
  // All of them are judged, so no mistake stays unseen.
  await expect(app.train.stage).not.toContainText('validation');
  await app.train.run();

  const { stage, matrix } = app.evaluate;
  await expect(stage.getByRole('radio', { name: 'Every photo' })).toBeChecked();
  const words = (await stage.getByText(/\d+ of 28 right/).textContent()) ?? '';
  const correct = Number(/(\d+) of 28 right/.exec(words)?.[1]);
  expect(correct).toBeGreaterThanOrEqual(24);
  await expect(stage).toContainText(`Always saying “digit 4” would be right on ${percent(24 / 28)}\u00a0%.`);

  // Balanced accuracy is the mean of what is recognised of each class.
  const recognised = await matrix.getByRole('gridcell', { name: /recognised$/ }).evaluateAll((cells) =>
    cells.map((cell) =>
      /^(\d+) of (\d+)/
        .exec(cell.getAttribute('aria-label') ?? '')
        ?.slice(1)
        .map(Number),
    ),
  );
  const recalls = [24, 4].map(
    (photos) => (recognised.find((pair) => pair?.[1] === photos)?.[0] ?? 0) / photos,
  );
  const balanced = recalls.reduce((sum, recall) => sum + recall) / recalls.length;
  await expect(stage).toContainText(
    `Balanced accuracy, where each class counts the same: ${percent(balanced)}\u00a0%.`,
  );
});

test('a run that held photos out is trained once more with them, and says whose figure it shows', async ({
  app,
  earth,
  page,
}) => {
  await app.open('?backend=wasm');
  await app.data.bring(earth.some());
  const all = app.evaluate.learnFromAll;
  await app.train.run();
  // One that was judged in folds has learned from all of them.
  await expect(app.evaluate.stage).toContainText('photos left out in turn');
  await expect(all).toHaveCount(0);

  await app.model.judgeBy('Validation photos');
  await app.train.run();
  const score = app.evaluate.stage.getByText(/\d+ of \d+ right/).first();
  const words = (await score.textContent()) ?? '';
  await expect(app.evaluate.stage).toContainText('On validation photos, which were not trained on.');
  await expect(app.evaluate.stage.getByRole('radio', { name: 'Validation', exact: true })).toBeChecked();

  await all.click();
  await expect(app.train.runCalled('Run 3')).toBeVisible({ timeout: 90_000 });
  await expect(app.evaluate.stage).toContainText(
    'On validation photos, by the run before, whose model had not seen them. The model that answers was trained the same way and has learned from them too.',
  );
  await expect(score).toHaveText(words);
  await expect(all).toHaveCount(0);

  await test.step('its photos are all of those that are not test photos', async () => {
    const runs = new RunsDialog(page);
    await app.train.allRuns.click();
    await runs.openDetails('Run 3');
    await expect(runs.part('Data')).toContainText(/36\s+training/);
    await runs.close();
  });

  await test.step('it answers, and a reload keeps whose figure it is', async () => {
    const [sea] = earth.take('sea', 1, { split: 'test' });
    if (!sea) throw new Error('too few photos');
    await app.use.choose(sea);
    expect((await app.use.answer())[0]?.name).toBe('sea');
    await page.reload();
    await expect(app.evaluate.stage).toContainText('by the run before, whose model had not seen them');
    await expect(score).toHaveText(words);
  });
});

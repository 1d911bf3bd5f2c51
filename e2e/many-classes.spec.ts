import { traceMainThread } from '../scripts/bench/main-thread.ts';
import { layFormerDatabase } from './fixtures/former-database.ts';
import { manyClasses, patches } from './fixtures/many-classes.ts';
import { expect, test } from './fixtures/test.ts';

test('1,000 classes are opened and trained on, and a photo of one is known', async ({ app, page }) => {
  test.setTimeout(300_000);
  await app.open('?backend=wasm');
  await app.data.chooseFiles([{ name: 'many.zip', bytes: await manyClasses(1000) }]);
  await expect(app.data.splitCounts).toContainText('1,000', { timeout: 180_000 });
  await expect(app.data.progress).toHaveCount(0, { timeout: 180_000 });
  await expect(app.data.classSection('class 0000')).toContainText('1 photo');
  await expect(app.train.stage).toContainText('“class 0000”, “class 0001” and 998 more have few photos');

  await app.train.button.click();
  await app.train.finished(1, 240_000);
  await app.use.choose({ name: 'again.png', bytes: await patches(777) });
  const [likeliest] = await app.use.answer();
  expect(likeliest?.name).toContain('class 0777');
  await expect(app.use.bars).toHaveCount(5);

  // What lists classes: a menu that hands over to the browser's own list.
  await app.data.photos('class 0000').getByRole('option').first().click();
  await app.data.selection.getByRole('button', { name: 'Move to a class (M)' }).click();
  await page.getByRole('menuitem', { name: 'Choose a class…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to a class' });
  await dialog.getByRole('combobox', { name: 'Move the photos to' }).selectOption('class 0777');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(app.data.classSection('class 0000')).toContainText('No photos yet');
});

test('a run of 2,000 classes is shown, looked through and opened again without a long task', async ({
  app,
  page,
}) => {
  test.setTimeout(180_000);
  await layFormerDatabase(page, { photos: 4000, classes: 2000, runs: 1 });
  await app.open('?backend=wasm&threads=1');
  const { evaluate } = app;
  await expect(evaluate.stage).toContainText('3,600 of 4,000 right', { timeout: 60_000 });
  await expect(evaluate.stage).toContainText('Top-5 accuracy');
  await expect(evaluate.stage).toContainText('Classes 1 to 50 of 2,000 in this order.');

  // Every tenth photo is taken for the next class.
  const pairs = evaluate.stage.getByRole('list', { name: 'Mixed up, most often first' });
  await expect(pairs.getByRole('button')).toHaveCount(8);
  const pair = pairs.getByRole('button', { name: '“class 0” taken for “class 1”: 2 of 2 photos' });
  const after = evaluate.stage.getByRole('button', { name: 'The classes after' });
  const longest = await traceMainThread(page);
  await pair.click();
  await expect(evaluate.stage).toContainText('2 photos of “class 0” taken for “class 1”');
  await after.click();
  await expect(evaluate.stage).toContainText('Classes 51 to 100 of 2,000');
  await evaluate.stage.getByRole('combobox', { name: 'Order' }).selectOption('By name');
  await expect(evaluate.stage).toContainText('Classes 1 to 50 of 2,000');
  await app.data.stage.getByRole('region', { name: 'class 0', exact: true }).hover();
  for (let i = 0; i < 10; i++) await page.mouse.wheel(0, 4000);
  await expect(app.data.classSection('class 0')).toHaveCount(0);
  const took = await longest();
  console.log(`longest task among 2,000 classes: ${took.toFixed(1)} ms`);
  expect(took).toBeLessThan(50);

  await evaluate.stage.getByRole('button', { name: 'Class by class', exact: true }).click();
  await expect(evaluate.stage.getByRole('region', { name: 'Figures class by class' })).toBeVisible();
  await evaluate.stage.getByRole('button', { name: 'Labels to check', exact: true }).click();
  await expect(evaluate.stage.getByRole('region', { name: 'Labels to check' })).toContainText('400 to check');
  await page.reload();
  await expect(evaluate.stage).toContainText('3,600 of 4,000 right', { timeout: 60_000 });
});

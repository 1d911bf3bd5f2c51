import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { audit } from './fixtures/axe.ts';
import { zipOf } from './fixtures/folders.ts';
import type { SamplePhoto, SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

/** A middle part of nine tenths of the side, encoded anew. */
const cropped = async ({ bytes }: SamplePhoto): Promise<Uint8Array> => {
  const { width, height } = await sharp(bytes).metadata();
  const [left, top] = [Math.round(width * 0.06), Math.round(height * 0.03)];
  return sharp(bytes)
    .extract({ left, top, width: Math.round(width * 0.9), height: Math.round(height * 0.9) })
    .jpeg({ quality: 70 })
    .toBuffer();
};

/** Two classes with training, validation and test photos; three of validation and all of test are crops of training photos. */
async function leakyZip(earth: SampleSet): Promise<Uint8Array> {
  const tree: Record<string, Uint8Array> = {};
  for (const className of ['desert', 'mountains']) {
    const photos = earth.take(className, 13);
    for (const { name, bytes } of photos.slice(0, 7)) tree[`${className}/${name}`] = bytes;
    for (const { name, bytes } of photos.slice(7)) tree[`validation/${className}/${name}`] = bytes;
  }
  const deserts = earth.take('desert', 5);
  for (const [i, photo] of deserts.entries())
    tree[`${i < 3 ? 'validation' : 'test'}/desert/crop-${i}.jpg`] = await cropped(photo);
  return zipOf(tree);
}

async function expectAccessible(page: Page): Promise<void> {
  expect((await audit(page)).found).toEqual([]);
}

test('leaks: near-duplicates are found, kept on one side, shown and settled; the score without them; slices', async ({
  app,
  earth,
  page,
}) => {
  await app.open();
  await app.data.chooseFiles([{ name: 'leaky.zip', bytes: await leakyZip(earth) }]);
  await app.data.imported();
  await expect(app.data.splitCounts).toContainText(/14\s*train\s*15\s*validation\s*2\s*test/);

  await test.step('before a training they go to the side that a folder chose', async () => {
    await app.train.run();
    await expect(
      app.notice('3 photos moved, so that near-duplicates are on one side of the split'),
    ).toBeVisible();
    await expect(app.data.splitCounts).toContainText(/11\s*train\s*18\s*validation\s*2\s*test/);
    await expect(app.data.stage.getByText('3 groups of near-duplicates')).toBeVisible();
    // A folder has said which photos judge.
    await expect(app.evaluate.stage.getByRole('radio', { name: 'Validation' })).toBeChecked();
    await expect(app.evaluate.learnFromAll).toBeVisible();
  });

  await test.step('opened, the test set is compared too, and the score without leak is told', async () => {
    await app.evaluate.openTest.click();
    await expect(
      app.evaluate.stage.getByText(/2 photos of this test split have a near-duplicate/),
    ).toBeVisible();
    await expect(app.data.stage.getByText('5 groups of near-duplicates')).toBeVisible();
    await app.evaluate.stage.getByRole('radio', { name: 'Validation' }).check();
  });

  const dialog = page.getByRole('dialog', { name: 'Near-duplicates' });
  const groups = dialog.getByRole('region', { name: 'Groups of near-duplicates' });
  await test.step('groups are shown side by side, settled by keyboard, and undone', async () => {
    const look = app.data.stage.getByRole('button', { name: 'Look at the near-duplicates' });
    await look.focus();
    await page.keyboard.press('Enter');
    await expect(groups.getByRole('listitem').filter({ hasText: 'all validation' })).toHaveCount(3);
    await expect(groups.getByRole('img')).toHaveCount(10);
    await expectAccessible(page);
    await groups.getByRole('button', { name: 'Keep the first, exclude the others' }).first().focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('4 groups of near-duplicates')).toBeVisible();
    await expect(groups).toBeFocused();
    await dialog.getByRole('button', { name: 'Undo: Exclude 1 photo' }).click();
    await expect(dialog.getByText('5 groups of near-duplicates')).toBeVisible();
    await dialog.getByRole('switch', { name: 'Keep near-duplicates on one side of the split' }).uncheck();
    await dialog.getByRole('button', { name: /^Undo/ }).click();
    await expect(dialog.getByRole('switch')).toBeChecked();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(look).toBeFocused();
  });

  await test.step('an excluded photo is dimmed, said to be excluded, and counted', async () => {
    const photo = app.data.photos('mountains').getByRole('option').first();
    await photo.click();
    await app.data.selection.getByRole('button', { name: 'Exclude from training' }).click();
    await expect(photo).toHaveAccessibleName(/, excluded$/);
    await expect(app.data.classSection('mountains')).toContainText('1 excluded');
    await expect(app.data.splitCounts).toContainText('1 excluded');
    await photo.dblclick();
    await page.getByRole('dialog').getByRole('button', { name: 'Include in training again' }).click();
    await page.keyboard.press('Escape');
    await expect(photo).not.toHaveAccessibleName(/, excluded$/);
  });

  await test.step('slices name where it is weak, and show their photos', async () => {
    await app.evaluate.stage.getByRole('button', { name: 'Where it is weak' }).click();
    const brightness = app.evaluate.stage.getByRole('region', { name: 'By brightness' });
    const bars = brightness.getByRole('button');
    await expect(bars.first()).toContainText(/Darke(r|st).* of \d+/);
    await expect(app.evaluate.stage.getByText(/^Of the validation photos: /)).toBeVisible();
    await bars.first().focus();
    await page.keyboard.press('Enter');
    await expect(bars.first()).toHaveAttribute('aria-pressed', 'true');
    const photos = brightness.getByRole('list', { name: /^Wrong ones first/ });
    await expect(photos.getByRole('listitem').first()).toContainText(/, (right|wrong)$/);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

import { readdir } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { failOnce, laterParts } from './fixtures/later-parts.ts';
import { expect, test } from './fixtures/test.ts';

/** Made by the same `later`, and reached by other ways than this one: other settings, a lesson, two tabs, doubled photos. */
const elsewhere = [
  ...['FineTuningPlan', 'Estimate', 'RateFinder', 'Suggestions', 'ViewsPreview', 'GuessForm', 'LessonBanner'],
  ...['TabBanner', 'MemoryBanner', 'DamagedBanner', 'ConflictsDialog', 'DuplicatesDialog', 'NearDuplicates'],
  // Drops that ask, or hold more than photos.
  ...['DroppedModel', 'ImportPlanDialog', 'ImportReport'],
];

/** In one file, which is fetched when the person stirs (vite.config.ts). */
const TOGETHER = 'photos';

/** Presses Try again wherever a part could not be shown, until what was to be seen is there. */
async function mended(page: Page, wanted: Locator): Promise<void> {
  await expect(async () => {
    // What lies behind a dialog can't be pressed, nor need it be.
    const dialog = page.getByRole('dialog');
    const again = ((await dialog.count()) > 0 ? dialog : page).getByRole('button', { name: 'Try again' });
    for (const button of await again.all())
      if (await button.isVisible()) await button.click({ timeout: 1000 });
    await expect(wanted).toBeVisible({ timeout: 1000 });
    await expect(again).toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
}

test.use({ actionTimeout: 8000 });

test('each part that is fetched later may fail once: it says so, nothing goes with it, and Try again brings it', async ({
  app,
  page,
  earth,
  guard,
}) => {
  test.setTimeout(400_000);
  // What fails is told in the console too: by the browser, and by React with its stack.
  guard.expect(/^console: /);
  const parts = await laterParts();
  expect(parts.length).toBeGreaterThan(40);
  const { failed, fetched } = await failOnce(page, [...parts, TOGETHER]);
  const dialog = page.getByRole('dialog');
  const close = async () => {
    await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
    await expect(dialog).toHaveCount(0);
  };
  const project = async (item: string) => {
    await page.getByRole('banner').getByRole('button', { name: 'Project', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const choose = async (item: string) => {
    const chooser = page.waitForEvent('filechooser');
    await project(item);
    await (await chooser).setFiles({
      name: 'no.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('no'),
    });
  };
  const disclose = (stage: Locator, name: string) => stage.getByRole('button', { name, exact: true }).click();

  await app.open();
  await page.keyboard.press('Tab');
  await expect(app.notice('A part of the page could not be fetched')).toBeVisible();
  await app
    .notice('A part of the page could not be fetched')
    .getByRole('button', { name: 'Dismiss' })
    .click();

  // Before there are photos: the header and the lowest line.
  await page.getByRole('button', { name: 'About Headstart' }).click();
  await expect(dialog).toContainText('About Headstart could not be shown.');
  await expect(dialog).toContainText('Its code could not be fetched');
  await mended(page, dialog.getByText('Your photos stay here'));
  await close();
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /network/ })
    .click();
  await mended(page, dialog.getByRole('heading').nth(1));
  await close();
  await project('Make a lesson…');
  await mended(page, dialog.getByRole('textbox', { name: 'Title' }));
  await close();
  await choose('Open project…');
  await mended(page, dialog.getByText('The project could not be opened'));
  await close();
  await choose('Open an exported model…');
  await mended(page, dialog.getByText(/could not be/).first());
  await close();

  // Photos.
  const photos = earth.some();
  await app.data.bring(photos);
  await mended(page, app.train.button.and(page.locator(':enabled')));
  await app.data.add('Photos from the webcam');
  await mended(page, page.getByRole('region', { name: 'Webcam' }));
  await page.getByRole('button', { name: 'Close the webcam' }).click();
  await app.data.photos('coast').getByRole('option').first().dblclick();
  await mended(page, dialog.getByRole('img').first());
  await close();
  await app.data.act('coast', 'Merge into…');
  await mended(page, dialog.getByRole('combobox').or(dialog.getByRole('radio')).first());
  await page.keyboard.press('Escape');
  await project('Save project');
  await mended(page, dialog.getByText(/Saved as/));
  await close();

  // The model.
  await disclose(app.model.stage, 'About MobileNetV3 ×0.75');
  await mended(page, app.model.stage.getByText('Trained on').first());
  await disclose(app.model.stage, 'Bring a network of your own');
  await mended(page, dialog.getByText(/Keras|ONNX/).first());
  await page.keyboard.press('Escape');
  await app.model.openMore();
  await mended(page, app.model.stage.getByRole('spinbutton', { name: 'Seed' }));
  await disclose(app.model.stage, 'More augmentation');
  await mended(page, app.model.stage.getByRole('button', { name: 'More augmentation' }));

  // A run, and all that is told of it.
  await app.train.run();
  await mended(page, app.evaluate.stage.getByText(/\d+ of \d+ right/).first());
  for (const name of [
    'Class by class',
    'How sure it is',
    'Where it is weak',
    'Map of the photos',
    'Was it luck?',
  ])
    await disclose(app.evaluate.stage, name);
  await disclose(app.evaluate.stage, 'Labels to check');
  await mended(page, app.evaluate.stage.getByRole('button', { name: 'Labels to check' }));
  for (const name of ['Many pictures at once', 'Export']) await disclose(app.use.stage, name);
  await mended(page, app.use.stage.getByRole('button', { name: 'Export' }).first());
  await disclose(app.train.stage, 'Try several settings');
  await mended(page, app.train.stage.getByRole('button', { name: 'Try several settings' }));
  await app.evaluate.stage
    .getByRole('region', { name: 'Photo by photo' })
    .getByRole('listitem')
    .first()
    .getByRole('button')
    .click();
  await mended(page, dialog.getByRole('img').first());
  await close();
  await app.train.run();
  await disclose(app.evaluate.stage, 'Combine runs');
  await mended(page, app.evaluate.stage.getByRole('button', { name: 'Combine runs' }));
  await app.train.allRuns.click();
  await mended(page, dialog.getByRole('table'));
  await close();

  const files = await readdir(`${process.env.E2E_DIST ?? 'dist'}/assets`);
  const alone = parts.filter((part) =>
    files.some((file) => file.startsWith(`${part}-`) && file.endsWith('.js')),
  );
  // What failed after it was looked at is mended too.
  await expect(async () => {
    for (const button of await page.getByRole('button', { name: 'Try again' }).all())
      await button.click({ timeout: 1000 });
    expect([...fetched].sort(), 'what has failed was fetched then').toEqual([...failed].sort());
  }).toPass({ timeout: 60_000 });
  expect(alone.filter((part) => !failed.has(part) && !elsewhere.includes(part))).toEqual([]);
});

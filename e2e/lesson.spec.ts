import { audit } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

test.use({
  permissions: ['camera', 'clipboard-read', 'clipboard-write'],
});

test('a teacher makes a lesson, a student opens its link, guesses, trains and compares', async ({
  app,
  elsewhere: student,
  guard,
  page,
  baseURL,
}) => {
  await app.open();
  await page.getByRole('banner').getByRole('button', { name: 'Project', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Make a lesson…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a lesson' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Ice or sea');
  await dialog
    .getByRole('textbox', { name: 'Text' })
    .fill('What is hard to tell apart?\n\n<b>Look</b> at the mistakes.');
  await dialog.getByRole('combobox', { name: 'Photos' }).selectOption('Earth from space');
  const part = (name: string) => dialog.getByRole('group', { name });
  await part('Choice of the backbone').getByRole('radio', { name: 'Fixed' }).check();
  await part('Augmentation').getByRole('radio', { name: 'Fixed' }).check();
  await part('Recipe, and suggestions for it').getByRole('radio', { name: 'Hidden' }).check();
  await part('Everything in Evaluate').getByRole('radio', { name: 'Hidden' }).check();
  await dialog.getByRole('switch', { name: 'Guess first' }).check();
  expect((await audit(page, 'dialog')).found).toEqual([]);
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(link).toContain(`${baseURL}#lesson=`);

  // A student, on another machine: a phone.
  await student.page.setViewportSize({ width: 390, height: 844 });
  await student.page.goto(link);
  const banner = student.page.getByRole('region', { name: 'Ice or sea' });
  await expect(banner).toContainText('<b>Look</b> at the mistakes.');
  await expect(student.model.stage.getByRole('radio', { name: /InceptionV3/ })).toBeDisabled();
  expect((await audit(student.page)).found).toEqual([]);
  expect(await student.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await banner.getByRole('button', { name: 'Start with “Earth from space”' }).click();
  await student.data.imported();
  await expect(student.model.stage.getByRole('heading', { name: 'Recipe' })).toHaveCount(0);

  // What is fixed can be looked at, and not changed.
  const about = student.model.stage.getByRole('button', { name: 'About MobileNetV3' });
  await student.tabTo(about);
  await student.page.keyboard.press('Enter');
  await expect(about).toHaveAttribute('aria-expanded', 'true');
  await expect(student.model.stage.getByText('Trained on', { exact: true })).toBeVisible();
  await student.augmentation.openParts();
  await expect(student.augmentation.part('Rotation')).toBeDisabled();

  await expect(student.train.button).toHaveCount(0);
  const guess = student.train.stage.getByRole('slider', { name: /Share of photos new to it/ });
  await guess.fill('20');
  await student.train.stage.getByRole('button', { name: 'Train with this guess' }).click();
  await expect(student.train.runs).toHaveCount(1, { timeout: 90_000 });
  await expect(student.train.stage.getByText(/^You guessed 20\s%\. It got \d+\s% right/)).toBeVisible();
  await expect(student.evaluate.stage.getByRole('button', { name: 'Class by class' })).toHaveCount(0);

  // The guess stays with the run.
  await student.page.reload();
  await expect(student.train.stage.getByText(/^You guessed 20\s%\. It got \d+\s% right/)).toBeVisible();

  // The whole page again, and nothing of the lesson was ever asked of the server.
  await banner.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(banner).toHaveCount(0);
  await expect(student.train.button).toBeVisible();
  await expect(student.evaluate.stage.getByRole('button', { name: 'Class by class' })).toBeVisible();
  expect(guard.requests.filter((url) => url.includes('lesson=') && !url.includes('#'))).toEqual([]);
});

test('a cut-off link says so and shows the whole page', async ({ app, page }) => {
  await page.goto('./#lesson=%7B%22version%22');
  await expect(app.notice('The lesson could not be opened')).toContainText('The link is cut off or changed.');
  await expect(app.data.chooseFolderButton).toBeVisible();
});

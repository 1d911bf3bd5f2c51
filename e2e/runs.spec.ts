import type { Page } from '@playwright/test';
import type { AppPage } from './fixtures/app-page.ts';
import { audit } from './fixtures/axe.ts';
import { RunsDialog } from './fixtures/runs-dialog.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

/** Two runs of the same photos with other settings, and a third after a photo was deleted. */
async function trainThrice(app: AppPage, earth: SampleSet): Promise<void> {
  await app.open();
  await app.data.bring(earth.some());
  await app.model.learnStepByStep();
  await app.train.run();
  await app.model.number('Epochs').fill('1');
  await app.train.run();
  await app.data.photos('coast').getByRole('option').first().click();
  await app.page.keyboard.press('Delete');
  await app.train.run();
}

/** Nothing for axe to find in the dialog, in both themes. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft((await audit(page, 'dialog')).found).toEqual([]);
  }
}

test('runs are named, starred, noted and compared; a reload keeps it all', async ({ app, earth, page }) => {
  const all = new RunsDialog(page);
  await trainThrice(app, earth);

  await test.step('named in the list, by keyboard', async () => {
    await app.train.runCalled('Run 3').getByRole('button', { name: 'Rename Run 3' }).press('Enter');
    await page.keyboard.type('Fewer photos');
    await page.keyboard.press('Enter');
    await expect(app.evaluate.stage).toContainText('Fewer photos');
    const renamed = app.train.runCalled('Fewer photos');
    await expect(renamed.getByRole('button', { name: 'Rename Fewer photos' })).toBeFocused();
    await renamed.getByRole('button', { name: 'Star Fewer photos' }).press('Space');
    await expect(renamed.getByRole('button', { name: 'Star Fewer photos' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  await test.step('noted in the details, without losing the focus', async () => {
    await app.train.allRuns.press('Enter');
    await all.openDetails('Run 1');
    await expect(all.back).toBeFocused();
    await expect(all.part('Recipe')).toContainText('Epochs of the head alone');
    await expect(all.part('Environment')).toContainText('4.22.0');
    await expect(all.part('Environment')).toContainText('Chrome');
    await expect(all.part('Data')).toContainText(/[0-9a-f]{16}/);
    await all.note.click();
    await page.keyboard.type('The first one.', { delay: 60 });
    await expect(all.note).toBeFocused();
    await all.back.press('Enter');
    await expect(all.rows.filter({ hasText: 'The first one.' })).toHaveCount(1);
    await expect(all.dialog.getByRole('button', { name: 'Run 1', exact: true })).toBeFocused();
  });

  await test.step('the table is sorted by its columns', async () => {
    expect(await all.names()).toEqual(['Fewer photos', 'Run 2', 'Run 1']);
    await expect(all.column('Trained')).toHaveAttribute('aria-sort', 'descending');
    await all.column('Epochs').getByRole('button').press('Enter');
    await expect(all.column('Epochs')).toHaveAttribute('aria-sort', 'descending');
    expect(await all.names()).toEqual(['Run 1', 'Fewer photos', 'Run 2']);
    await all.column('Epochs').getByRole('button').press('Enter');
    expect(await all.names()).toEqual(['Fewer photos', 'Run 2', 'Run 1']);
    await expectAccessible(page);
  });

  await test.step('two are compared on the photos held out from both', async () => {
    await all.check('Run 1').check();
    await expect(all.compare).toHaveAttribute('aria-disabled', 'true');
    await all.check('Run 2').check();
    await all.compare.click();
    const difference = all.part('Is the difference real?');
    await expect(difference).toContainText(
      /Neither is better here|If both were equally good, chance would do this/,
    );
    await expect(difference).toContainText(/Compared on 36 photos left out in turn\./);
    await expect(all.part('What differs in the recipe').getByRole('row')).toHaveText([
      /Setting/,
      /Epochs.*20.*1/,
    ]);
    await expect(all.part('What differs in the data')).toContainText(
      'the same photos with the same labels and splits',
    );
    await all.part('Curves').getByText('Show as table').click();
    await expect(all.part('Curves').getByRole('table').getByRole('row')).toHaveCount(21);
    await expectAccessible(page);
  });

  await test.step('a third one too; the data differ', async () => {
    await all.back.click();
    await all.check('Fewer photos').check();
    await all.compare.click();
    await expect(all.part('Is the difference real?')).toContainText('Of 2 comparisons');
    await expect(all.part('What differs in the data')).toContainText('1 photo removed');
    await all.dialog.getByRole('combobox', { name: 'Each against' }).selectOption('Run 2');
    await expect(all.part('Is the difference real?')).toContainText(/Run 1/);
  });

  await test.step('on a phone nothing is cut off', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const overflow = () =>
      all.dialog.evaluate((dialog) =>
        [...dialog.querySelectorAll('.dialog-body')].map((body) => body.scrollWidth - body.clientWidth),
      );
    expect(await overflow()).toEqual([0]);
    await all.back.click();
    expect(await overflow()).toEqual([0]);
    await all.openDetails('Run 1');
    expect(await overflow()).toEqual([0]);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    await expect(all.dialog).toBeHidden();
    await expect(app.train.allRuns).toBeFocused();
  });

  await test.step('a reload keeps names, stars, notes and data', async () => {
    await page.reload();
    const renamed = app.train.runCalled('Fewer photos');
    await expect(renamed.getByRole('button', { name: 'Star Fewer photos' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await app.train.allRuns.click();
    await all.openDetails('Run 1');
    await expect(all.note).toHaveValue('The first one.');
    await all.back.click();
    await all.openDetails('Fewer photos');
    await expect(all.part('Data')).toContainText('Since Run 2: 1 photo removed.');
  });
});

test('a recipe is taken again; a deleted run comes back, and leaves the others their numbers', async ({
  app,
  earth,
  page,
}) => {
  const all = new RunsDialog(page);
  await app.open();
  await app.data.bring(earth.some());
  await app.model.learnStepByStep(3);
  await app.train.run();
  await app.model.number('Epochs').fill('5');
  await app.train.run();

  await test.step('a recipe is taken again, to be changed, and put back', async () => {
    await app.train.allRuns.click();
    await all.openDetails('Run 1');
    await all.dialog.getByRole('button', { name: 'Run again with changes' }).click();
    await expect(all.dialog).toContainText('Model has the recipe of Run 1 now.');
    await all.close();
    await expect(app.model.number('Epochs')).toHaveValue('3');
    await app.undo.click();
    await expect(app.model.number('Epochs')).toHaveValue('5');
  });

  await test.step('deleted in the details, and undone there', async () => {
    await app.train.allRuns.click();
    await all.openDetails('Run 1');
    await all.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    expect(await all.names()).toEqual(['Run 2']);
    await all.dialog.getByRole('button', { name: 'Undo' }).click();
    expect(await all.names()).toEqual(['Run 2', 'Run 1']);
    await all.close();
  });

  await test.step('a deleted run leaves the others their numbers', async () => {
    await app.train.runCalled('Run 1').getByRole('button', { name: 'Delete Run 1' }).click();
    await expect(app.train.runs).toHaveCount(1);
    await page.reload();
    await expect(app.train.runCalled('Run 2')).toBeVisible();
    await app.train.run();
    await expect(app.train.runCalled('Run 3')).toBeVisible();
    await expect(app.train.runs).toHaveCount(2);
  });
});

import { expect, test } from './fixtures/test.ts';

test('the result in words, the matrix, and each photo; a cell of the matrix filters the photos', async ({
  app,
  earth,
  page,
}) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  const { stage, matrix } = app.evaluate;
  const words = (await stage.getByText(/\d+ of \d+ right/).textContent()) ?? '';
  const [, correct = '', total = ''] = /(\d+) of (\d+) right/.exec(words) ?? [];

  // The diagonal holds what was recognised, the cells together every photo.
  const cells = await matrix
    .getByRole('gridcell')
    .evaluateAll((all) =>
      all.map((cell) => ({ name: cell.getAttribute('aria-label') ?? '', count: Number(cell.textContent) })),
    );
  const sum = (of: typeof cells) => of.reduce((before, { count }) => before + count, 0);
  expect(sum(cells)).toBe(Number(total));
  expect(sum(cells.filter(({ name }) => name.endsWith('recognised')))).toBe(Number(correct));

  const predictions = stage.getByRole('region', { name: /^Predictions/ });
  await expect(predictions.getByRole('listitem').first()).toContainText(/[\d.]+\s% sure/);
  await matrix.focus();
  await page.keyboard.press('Enter');
  await expect(stage.getByRole('button', { name: 'Show all' })).toBeVisible();
  await expect(stage.getByText(/photos? of “.*” recognised$/)).toBeVisible();
  await stage.getByRole('button', { name: 'Show all' }).click();
  await expect(stage.getByText(`${total} photos, `, { exact: false }).first()).toBeVisible();
});

test('the test envelope counts how often it was opened, over a reload too', async ({ app, earth, page }) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  await app.evaluate.openTest.click();
  await expect(app.evaluate.envelope).toContainText('opened once');
  const words = (await app.evaluate.stage.getByText(/\d+ of \d+ right/).textContent()) ?? '';
  await app.evaluate.envelope.getByRole('button', { name: 'Open it again' }).click();
  await expect(app.evaluate.envelope).toContainText('opened 2 times');
  await page.reload();
  await expect(app.evaluate.envelope).toContainText('opened 2 times');
  await app.evaluate.stage.getByRole('radio', { name: 'Test' }).check();
  await expect(app.evaluate.stage.getByText(/\d+ of \d+ right/)).toHaveText(words);
});

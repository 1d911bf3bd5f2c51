import { expect, test } from './fixtures/test.ts';

const parts = ['Backbone', 'What is read', 'What learns', 'Head', 'Augmentation', 'Class weights'];

test('networks are tried on the photos; advice is applied part by part or as a whole, and taken back', async ({
  app,
  earth,
}) => {
  // Two of the networks are large.
  test.slow();
  await app.open('?backend=wasm');
  const { advice, model } = app;
  await expect(advice.suggest).toHaveCount(0);
  await app.data.bring([...earth.take('ice', 9), ...earth.take('forest', 8), ...earth.take('sea', 4)]);
  await model.openMore();
  // What no advice would say.
  await model.pick('Hidden layer');
  await advice.suggest.click();
  await expect(advice.panel).toContainText('There are suggestions.', { timeout: 240_000 });
  for (const part of parts) await expect(advice.suggestion(part)).toContainText(/\.$/);
  await expect(advice.suggestion('Backbone')).toContainText(/: right on \d+\s% of your 21 photos[,;] .*\.$/);
  await expect(advice.suggestion('Class weights')).toContainText('9 photos and your smallest 4');
  const rows = await advice.networks();
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row).toMatch(/\d+\s%\s+\d\.\d\d\s+[\d.]+\s(s|min)/);
  const sentences = await advice.suggestions.getByRole('paragraph').allInnerTexts();

  await advice.apply('Head').click();
  await expect(advice.done('Head')).toBeFocused();
  await expect(model.number('Units')).toHaveCount(0);
  await app.undo.click();
  await expect(model.number('Units')).toBeVisible();

  await advice.applyAll.click();
  for (const part of parts) await expect(advice.done(part)).toBeVisible();
  await expect(model.number('Units')).toHaveCount(0);
  expect(await advice.suggestions.getByRole('paragraph').allInnerTexts()).toEqual(sentences);
  await app.undo.click();
  await expect(advice.apply('Head')).toBeVisible();

  await app.data.act('sea', 'Delete class and its photos');
  await expect(advice.suggestions).toHaveCount(0);
  await app.undo.click();
  // What was looked at is cached, and what was measured is known: that may take no time at all.
  await advice.suggest.click();
  await expect(advice.suggestions.getByRole('paragraph')).toHaveCount(parts.length);
});

test('asking for advice can be stopped', async ({ app }) => {
  await app.open('?backend=wasm');
  await app.data.startWith('Handwritten digits');
  await app.advice.suggest.click();
  await app.advice.stop.click();
  await expect(app.advice.stop).toHaveCount(0);
  await expect(app.advice.suggestions).toHaveCount(0);
  await expect(app.advice.suggest).toBeEnabled();
  await expect(app.model.stage).not.toContainText('No advice could be given');
});

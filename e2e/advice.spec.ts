import { expect, test } from './fixtures/test.ts';

const parts = ['Backbone', 'What learns', 'Augmentation', 'Learning rate'];

test('advice gives its reasons, is applied part by part or as a whole, and is taken back', async ({
  app,
}) => {
  await app.open('?backend=wasm');
  const { advice, model } = app;
  await expect(advice.suggest).toHaveCount(0);
  await app.data.startWith('Handwritten digits');
  await model.openMore();
  // What no advice would say.
  await model.number('Learning rate').fill('0.5');
  await advice.suggest.click();
  await expect(advice.panel).toContainText(/Familiarity [\d.]+: .*190 training photos/, { timeout: 90_000 });
  for (const part of parts) await expect(advice.suggestion(part)).toContainText(/[\d.]+.*\.$/);
  await expect(advice.panel).toContainText('There are suggestions.');
  const sentences = await advice.suggestions.getByRole('paragraph').allInnerTexts();

  await advice.apply('Learning rate').click();
  await expect(advice.done('Learning rate')).toBeFocused();
  await expect(model.number('Learning rate')).toHaveValue('0.003');
  await app.undo.click();
  await expect(model.number('Learning rate')).toHaveValue('0.5');

  await advice.applyAll.click();
  for (const part of parts) await expect(advice.done(part)).toBeVisible();
  await expect(model.number('Learning rate')).toHaveValue('0.003');
  expect(await advice.suggestions.getByRole('paragraph').allInnerTexts()).toEqual(sentences);
  await app.undo.click();
  await expect(model.number('Learning rate')).toHaveValue('0.5');
  await expect(advice.apply('Learning rate')).toBeVisible();

  await app.data.act('0', 'Delete class and its photos');
  await expect(advice.suggestions).toHaveCount(0);
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

import { defaultRecipe } from '../src/core/training/recipe.ts';
import { zipOf } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

test('another backbone is chosen, trained on and kept', async ({ app, earth, page }) => {
  const photos = [...earth.take('ice', 3), ...earth.take('forest', 3)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open();
  await expect(app.model.stage.getByRole('radio', { name: /^(MobileNet|Inception|ResNet)/ })).toHaveCount(3);
  await expect(app.model.backbone(/^MobileNetV3/)).toBeChecked();
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await app.train.run();
  await app.model.choose(/^InceptionV3/);
  await app.train.run();
  await expect(app.train.runs.first()).toContainText('InceptionV3');
  await expect(app.train.runs.last()).toContainText('MobileNetV3');
  await page.reload();
  await expect(app.model.backbone(/^InceptionV3/)).toBeChecked();
});

test('a backbone tells what it is good at, where it comes from and under which licence', async ({ app }) => {
  await app.open();
  await app.model.stage.getByRole('button', { name: /^About MobileNetV3/ }).click();
  await expect(app.model.stage).toContainText('Less good at');
  await expect(app.model.stage).toContainText(/npm package @vladmandic\/human [\d.]+/);
  await expect(app.model.stage).toContainText(/MIT, /);
});

test('numbers out of their limits are said so and not used; the defaults come back', async ({ app }) => {
  await app.open();
  await app.model.openRecipe();
  await app.model.learnStepByStep();
  const epochs = app.model.number('Epochs');
  await epochs.fill('12');
  await epochs.fill('501');
  await expect(app.model.stage).toContainText(
    'Epochs must be a whole number from 1 to 500; 12 stays in use.',
  );
  await epochs.blur();
  await expect(epochs).toHaveValue('12');
  await app.model.pick('Hidden layer');
  await app.model.number('Dropout').fill('0.5');
  // Less hides what was chosen and keeps it.
  await app.model.openMore();
  await app.model.openMore();
  await expect(app.model.number('Dropout')).toHaveValue('0.5');
  await app.model.stage.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect(app.model.stage.getByRole('radio', { name: 'Linear' })).toBeChecked();
  await expect(app.model.stage.getByRole('radio', { name: 'Solved' })).toBeChecked();
  // A head that is solved has none.
  await expect(epochs).toHaveCount(0);
  await app.model.learnStepByStep();
  await expect(epochs).toHaveValue(String(defaultRecipe.epochs));
});

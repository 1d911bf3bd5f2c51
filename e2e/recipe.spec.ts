import { record } from './fixtures/recorder.ts';
import { expect, test } from './fixtures/test.ts';

test('the finder suggests a rate for these photos, which a press takes over', async ({ app }) => {
  await app.open('?backend=wasm');
  await app.model.openRecipe();
  await app.model.learnStepByStep();
  await expect(app.model.find).toBeDisabled();
  await app.data.startWith('Earth from space');
  await app.model.find.click();
  const use = app.model.finder.getByRole('button', { name: /^Use [\d.]+$/ });
  await expect(use).toBeVisible({ timeout: 60_000 });
  await expect(app.model.finder.locator('canvas')).toBeVisible();
  const suggested = ((await use.textContent()) ?? '').replace('Use ', '');
  await use.click();
  await expect(app.model.number('Learning rate')).toHaveValue(suggested);
  await expect(app.model.finder).toContainText(`${suggested} is in use.`);
  // What the search rested on has changed.
  await app.model.number('Batch size').fill('16');
  await expect(app.model.finder).toHaveCount(0);
});

test('the schedule is drawn before training, and followed while it trains', async ({ app, earth }) => {
  await app.open('?backend=wasm');
  await app.data.bring(earth.some());
  await app.model.learnStepByStep(500);
  await expect(app.model.stage).toContainText(
    'The rate starts at 0.003, is 0.003 at its highest and ends at 0.003, after 500 epochs.',
  );
  await app.model.pick('One cycle');
  await expect(app.model.stage).toContainText(
    'The rate starts at 0.00012, is 0.003 at its highest and ends at 1.2e-8, after 500 epochs.',
  );
  // Slow enough to be followed on a fast machine too.
  await app.model.pick('Hidden layer');
  await app.model.number('Units').fill('2048');
  const shown = await record(app.model.stage);
  const rates = async () =>
    new Set(
      (await shown.texts()).flatMap(
        (text) => /Learning rate of the head\nEpoch [\d.]+: ([\d.]+)/.exec(text)?.slice(1) ?? [],
      ),
    ).size;
  await app.train.button.click();
  await expect.poll(rates).toBeGreaterThan(2);
  await app.train.stop.click();
  await expect(app.train.stage).toContainText('Stopped.');
});

test('each way keeps its numbers while another is chosen, and over More and Less', async ({ app, page }) => {
  await app.open();
  await app.model.openRecipe();
  await app.model.learnStepByStep();
  await expect(app.model.number('Momentum')).toHaveCount(0);
  await app.model.pick('SGD');
  await app.model.number('Momentum').fill('0.8');
  await app.model.pick('Cosine');
  await app.model.number('Warm-up').fill('0.2');
  await app.model.pick('Plateau');
  await app.model.number('Epochs without gain').fill('5');
  await app.model.pick('Cosine');
  await expect(app.model.number('Warm-up')).toHaveValue('0.2');
  await app.model.number('Label smoothing').fill('0.1');
  await app.model.number('Mixup').fill('0.3');
  await app.model.number('Clip norm').fill('1');
  await app.model.number('Patience').fill('4');
  await app.model.stage.getByRole('switch', { name: 'Balance classes' }).check();
  await app.model.openMore();
  await app.model.openMore();
  await expect(app.model.number('Momentum')).toHaveValue('0.8');
  await page.reload();
  await app.model.openRecipe();
  await app.model.openMore();
  await expect(app.model.number('Momentum')).toHaveValue('0.8');
  await expect(app.model.number('Warm-up')).toHaveValue('0.2');
  await expect(app.model.number('Label smoothing')).toHaveValue('0.1');
  await expect(app.model.number('Mixup')).toHaveValue('0.3');
  await expect(app.model.number('Clip norm')).toHaveValue('1');
  await expect(app.model.number('Patience')).toHaveValue('4');
  await expect(app.model.stage.getByRole('switch', { name: 'Balance classes' })).toBeChecked();
});

test('the plan of stages is edited by keyboard, and says what learns when', async ({ app, page }) => {
  await app.open();
  await app.model.openRecipe();
  await app.model.pick('Gradually');
  await expect(app.model.stageNumber('Stage 2', 'blocks')).toHaveValue('3');
  const [head = '', top = '', second = ''] = (await app.model.timeline()).slice(1);
  expect(head).toMatch(/^Head\t0\.003\t0\.001\t/);
  expect(top).toMatch(/^\S+\tfrozen\t0\.001\t/);
  expect(second).toMatch(/^\S+\tfrozen\tfrozen\t/);

  await app.model.stageNumber('Stage 2', 'epochs').fill('7');
  await app.model.plan.getByRole('button', { name: 'Move Stage 2 up' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.model.stageNumber('Stage 1', 'epochs')).toHaveValue('7');
  await expect(app.model.plan.getByRole('button', { name: 'Move Stage 1 up' })).toBeFocused();

  await app.model.plan.getByRole('button', { name: 'Remove Stage 1' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.model.stageNumber('Stage 2', 'epochs')).toHaveCount(0);
  await expect(app.model.plan.getByRole('button', { name: 'Put stage 1 back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.model.stageNumber('Stage 1', 'epochs')).toHaveValue('7');

  await app.model.pick('Head only');
  await expect(app.model.plan).toHaveCount(0);
  await app.model.pick('Gradually');
  await expect(app.model.stageNumber('Stage 1', 'epochs')).toHaveValue('7');
  await page.reload();
  await app.model.openRecipe();
  await expect(app.model.stageNumber('Stage 1', 'epochs')).toHaveValue('7');
});

test('an estimate tells time, memory and disk, until the recipe changes', async ({ app }) => {
  await app.open('?backend=wasm');
  await app.data.startWith('Earth from space');
  await app.model.pick('Last block');
  await app.model.estimate.getByRole('button', { name: 'Estimate' }).click();
  await expect(app.model.estimate).toContainText(
    /About [\d.]+\s\w+.*, [\d.]+\sMB of memory, [\d.]+\sMB on disk/,
    {
      timeout: 60_000,
    },
  );
  await expect(app.model.estimate).toContainText(/Stage 1, 1 block/);
  await app.model.stageNumber('Fine-tuning', 'epochs').fill('5');
  await expect(app.model.estimate).toContainText('How long will it take here?');
});

test('test-time augmentation is for runs trained with augmentation', async ({ app, earth }) => {
  await app.open('?backend=wasm');
  await app.data.bring(earth.some());
  const average = app.use.stage.getByRole('switch', { name: 'Average over 5 views' });
  await app.train.run();
  await expect(average).toHaveCount(0);
  await app.model.pick('Light');
  await app.train.run();
  const [photo] = earth.take('ice', 1, { split: 'test' });
  if (!photo) throw new Error('too few photos');
  await app.use.choose(photo);
  await app.use.answer();
  await average.check();
  await expect(app.use.bars).toHaveCount(0);
  await app.use.choose(photo);
  expect((await app.use.answer())[0]?.name).toBe('ice');
  await app.evaluate.openTest.click();
  await expect(app.evaluate.envelope).toContainText('opened once');
});

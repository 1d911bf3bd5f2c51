import { audit } from './fixtures/axe.ts';
import { CertaintyPanel } from './fixtures/certainty-panel.ts';
import { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

test('a picture of another kind is none of the classes, and the page shows what that costs and how sure it is', async ({
  app,
  earth,
  page,
}) => {
  const certainty = new CertaintyPanel(page);
  const emoji = await SampleSet.read('emoji');
  const [face] = emoji.take('faces', 1);
  const [sea] = earth.take('sea', 1, { split: 'test' });
  if (!(face && sea)) throw new Error('too few pictures');
  await app.open();
  await app.data.startWith('Earth from space');
  // Smoothed labels leave a run less sure than it should be; the temperature mends that.
  await app.model.learnStepByStep();
  await app.model.number('Label smoothing').fill('0.4');
  await app.train.run();

  await test.step('Use: a face is none of these, the sea is the sea', async () => {
    await app.use.choose(face);
    await expect(certainty.noneOfThese).toBeVisible();
    await expect(app.use.stage.getByText(/^Closest: /)).toBeVisible();
    await expect(app.use.bars).toHaveCount(5);
    await app.use.choose(sea);
    await expect(app.use.bars.first()).toContainText('sea');
    await expect(certainty.noneOfThese).toHaveCount(0);
  });

  await test.step('by keyboard it is turned off for the same picture, and on again; it outlives a reload', async () => {
    await app.use.choose(face);
    await expect(certainty.noneOfThese).toBeVisible();
    await certainty.strictness.getByRole('radio', { name: 'Usual' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(certainty.strictness.getByRole('radio', { name: 'Off' })).toBeChecked();
    await expect(certainty.noneOfThese).toHaveCount(0);
    await expect(app.use.bars).toHaveCount(5);
    await page.keyboard.press('ArrowLeft');
    await expect(certainty.strictness.getByRole('radio', { name: 'Strict' })).toBeChecked();
    await expect(certainty.noneOfThese).toBeVisible();
    await expect(app.use.stage).toContainText(/It costs \d+ of these \d+ photos/);
    await page.reload();
    await expect(certainty.strictness.getByRole('radio', { name: 'Strict' })).toBeChecked();
  });

  await test.step('Evaluate: opened by keyboard; validation flatters, and test is recommended', async () => {
    await certainty.toggle.focus();
    await page.keyboard.press('Enter');
    await expect(certainty.calibration).toContainText('fitted on these very photos');
    await expect(certainty.cost).toContainText(
      /The 84 photos left out in turn are all of your classes; of these it would turn away \d+/,
    );
    const [before = 0, told = 0] = await certainty.figure(/^Expected calibration error/);
    expect(told).toBeLessThan(before);
    const [unsure = 0, sure = 0] = await certainty.figure(/^How sure it says/);
    expect(sure).toBeGreaterThan(unsure);
  });

  await test.step('the charts as tables; nothing for axe to find, and nothing wider than a phone', async () => {
    for (const part of [certainty.calibration, certainty.cost]) await part.getByText('Show as table').click();
    await expect(certainty.calibration.getByRole('table', { name: 'As you are told' })).toBeVisible();
    for (const [colorScheme, width] of [
      ['light', 1440],
      ['dark', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      expect((await audit(page, '#evaluate', '#use')).found).toEqual([]);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrolled, 'no horizontal scrolling').toBeLessThanOrEqual(width);
    }
  });

  await test.step('on the test photos it says that nothing was fitted on them', async () => {
    await app.evaluate.openTest.click();
    await expect(app.evaluate.envelope).toContainText('opened once');
    await expect(certainty.toggle).toBeVisible();
    if ((await certainty.toggle.getAttribute('aria-expanded')) === 'false') await certainty.toggle.click();
    await expect(certainty.calibration).toContainText(
      'Neither the training nor the temperature knew these photos.',
    );
  });
});

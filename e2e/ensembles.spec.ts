import type { Page } from '@playwright/test';
import { audit } from './fixtures/axe.ts';
import { EnsemblesPanel } from './fixtures/ensembles-panel.ts';
import { expectDrawn } from './fixtures/mistake-viewer.ts';
import { expect, test } from './fixtures/test.ts';

/** Nothing for axe to find in what combines runs, and in Use. */
async function expectAccessible(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  expect.soft((await audit(page, '.ensembles', '#use')).found).toEqual([]);
}

test('runs are combined, kept, and answer together; a reload keeps them', async ({ app, earth, page }) => {
  const panel = new EnsemblesPanel(page);
  const [coast] = earth.take('coast', 1, { split: 'test' });
  if (!coast) throw new Error('too few photos');
  await app.open('?backend=wasm');
  await app.data.startWith('Earth from space');
  await app.model.learnStepByStep(1);
  await app.train.run();
  await app.model.number('Epochs').fill('4');
  await app.train.run();

  await test.step('each run alone', async () => {
    await expect(app.use.stage).toContainText('Run 2 answers');
    await expect(panel.who).toHaveCount(0);
    await app.use.choose(coast);
  });
  const second = await panel.probabilities();
  await app.train.runs
    .nth(1)
    .getByRole('button', { name: /^Run 1/ })
    .click();
  await expect(app.use.stage).toContainText(/Run 1: [\d.]+\sms for this picture/);
  const first = await panel.probabilities();
  expect([...first.values()]).not.toEqual([...second.values()]);

  await test.step('together, by keyboard', async () => {
    await panel.toggle.press('Enter');
    await expect(panel.check('Run 1')).toBeChecked();
    await expect(panel.check('Run 2')).toBeChecked();
    await expect(panel.brings.getByRole('listitem')).toHaveText([
      /Run 2.*counts 50\s%.*Alone \d+ of \d+ right\. Without it the others get \d+\./,
      /Run 1.*counts 50\s%.*Alone \d+ of \d+ right\. Without it the others get \d+\./,
    ]);
    await expect(panel.gain).toContainText(/[Tt]he ensemble|Neither is better here/);
    await expect(panel.panel).toContainText(
      'Test photos: the envelopes of Run 2 and Run 1 are closed, and combining does not open them.',
    );
    await expect(panel.cost).toContainText(/Loads MobileNetV3.* \([\d.]+\sMB\), which they share\./);
    await panel.check('Run 1').press('Space');
    await expect(panel.keep).toHaveCount(0);
    await expect(panel.panel).toContainText('Check two runs or more');
    await panel.check('Run 1').press('Space');
    await panel.cost.getByRole('button', { name: 'Measure the time' }).press('Enter');
    await expect(panel.cost).toContainText(/Takes [\d.]+\sms a picture here; Run \d alone takes/);
    await expectAccessible(page, 'light');
  });

  await test.step('fitted weights say that they were found on these photos', async () => {
    await panel.method('Fitted').check();
    await expect(panel.panel).toContainText(/which flatters this number|does best alone/);
    await panel.method('Equal parts').check();
  });

  await test.step('kept, they answer with the mean of what each says', async () => {
    await panel.keep.press('Enter');
    await expect(panel.who).toHaveValue(/./);
    await expect(app.use.stage).toContainText(/Ensemble 1: [\d.]+\sms for this picture/);
    const together = await panel.probabilities();
    const common = [...together.keys()].filter((name) => first.has(name) && second.has(name));
    expect(common.length).toBeGreaterThan(3);
    for (const name of common) {
      const mean = ((first.get(name) ?? 0) + (second.get(name) ?? 0)) / 2;
      expect(Math.abs((together.get(name) ?? 0) - mean)).toBeLessThan(1e-4);
    }
    await expect(app.use.stage).toContainText('Each run judges by its own limit and counts by its weight');
    await panel.who.selectOption({ label: 'Run 1, alone' });
    await expect(app.use.stage).toContainText(/Run 1: [\d.]+\sms for this picture/);
    await panel.kept.getByRole('button', { name: /^Ensemble 1/ }).press('Enter');
    await expect(app.use.stage).toContainText(/Ensemble 1: [\d.]+\sms for this picture/);
  });

  await test.step('where they look is one map of both, and is said to be', async () => {
    const drawn = () => app.use.overlay.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await app.use.look.check();
    await app.use.explained.selectOption('coast');
    await expect(app.use.overlay).toHaveAccessibleName(/“coast”/);
    await expectDrawn(app.use.overlay);
    await expect(app.use.stage).toContainText('The maps of 2 runs in one');
    const together = await drawn();
    await panel.who.selectOption({ label: 'Run 1, alone' });
    await expectDrawn(app.use.overlay);
    await expect(app.use.stage).not.toContainText('runs in one');
    expect(await drawn()).not.toBe(together);
    await panel.who.selectOption({ label: 'Ensemble 1, 2 runs' });
    await expectDrawn(app.use.overlay);
    expect(await drawn()).toBe(together);
    await app.use.look.uncheck();
  });

  await test.step('without one of its runs it can’t answer, until that comes back', async () => {
    await app.train.runCalled('Run 2').getByRole('button', { name: 'Delete Run 2' }).click();
    await expect(app.use.stage).toContainText('Ensemble 1 can’t answer: one of its runs was deleted.');
    await expect(app.use.bars).toHaveCount(0);
    await expect(panel.kept).toContainText('Incomplete: one of its runs was deleted, so it can’t answer.');
    await app.undo.click();
    await expect(app.use.stage).toContainText(/Ensemble 1: [\d.]+\sms for this picture/);
  });

  await test.step('renamed, deleted, and brought back', async () => {
    await panel.kept.getByRole('button', { name: 'Rename Ensemble 1' }).press('Enter');
    await page.keyboard.type('Both of them');
    await page.keyboard.press('Enter');
    await expect(panel.kept.getByRole('button', { name: 'Rename Both of them' })).toBeFocused();
    await panel.kept.getByRole('button', { name: 'Delete Both of them' }).press('Enter');
    await expect(panel.kept).toHaveCount(0);
    await expect(app.use.stage).toContainText('Run 1 answers');
    await app.undo.click();
    await expect(panel.who).toHaveValue(/./);
    await panel.kept.getByRole('button', { name: 'How good Both of them is' }).click();
    await expect(
      panel.kept.getByRole('region', { name: 'What each brings to the runs of Both of them' }),
    ).toBeVisible();
  });

  await test.step('on a phone nothing is cut off', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page, 'dark');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  await test.step('a reload keeps it', async () => {
    await page.reload();
    await panel.who.selectOption({ label: 'Both of them, 2 runs' });
    await app.use.choose(coast);
    await expect(app.use.stage).toContainText(/Both of them: [\d.]+\sms for this picture/);
  });
});

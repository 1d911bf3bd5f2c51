import type { Page } from '@playwright/test';
import { audit } from './fixtures/axe.ts';
import { CrossValidationPanel, LabelsPanel, SweepPanel } from './fixtures/cross-validation-panels.ts';
import { type Tree, writeTree } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

/** Nothing for axe to find in a part of the page, and nothing wider than a phone. */
async function expectAccessible(page: Page, part: string): Promise<void> {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    const { found } = await audit(page, `#${part}`);
    expect.soft(found, `${viewport.width} px`).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, 'no horizontal scrolling').toBeLessThanOrEqual(viewport.width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('cross-validation, labels to check, and several settings', async ({ app, earth, folder, page }) => {
  const tree: Record<string, Uint8Array> = {};
  for (const name of ['desert', 'forest', 'ice'])
    for (const photo of earth.take(name, 12)) tree[`earth/${name}/${photo.name}`] = photo.bytes;
  const [wrong] = earth.take('ice', 1, { from: 12 });
  if (!wrong) throw new Error('too few photos');
  tree['earth/forest/in-fact-ice.jpg'] = wrong.bytes;
  const photos: Tree = tree;
  await app.open('?backend=wasm');
  await app.data.chooseFolder(`${await writeTree(folder, photos)}/earth`);
  await app.train.run();
  const luck = new CrossValidationPanel(page);
  const labels = new LabelsPanel(page);
  const sweep = new SweepPanel(page);

  await test.step('five parts, each judged by a model that has not seen it', async () => {
    await luck.toggle.click();
    await luck.button.click();
    await expect(luck.panel).toContainText(/On average [\d.]+\s% right: .* in the 5 parts/);
    await expect(luck.panel).toContainText('Each of 37 training and validation photos was judged once');
    await expect(luck.panel).toContainText(/This run had [\d.]+\s% of its 37 photos left out in turn right/);
    const parts = await luck.parts();
    expect(parts).toHaveLength(5);
    const judged = parts.map((row) => Number(row.split('\t')[2]));
    expect(judged.reduce((sum, count) => sum + count)).toBe(37);
  });

  await test.step('the wrong label comes first, and is set right by keyboard', async () => {
    // The run has judged every photo by a model without it.
    await labels.toggle.click();
    await expect(labels.look).toHaveCount(0);
    await expect(labels.panel).toContainText(/labels (is|are) probably wrong|Probably none/);
    await expect(labels.suspects.first()).toContainText('in-fact-ice.jpg');
    await expectAccessible(page, 'evaluate');
    const right = labels
      .suspect('in-fact-ice.jpg')
      .getByRole('button', { name: 'It is ice: in-fact-ice.jpg' });
    await app.tabTo(right);
    await page.keyboard.press('Enter');
    await expect(labels.suspect('in-fact-ice.jpg')).toHaveCount(0);
    await expect(app.data.classSection('ice')).toContainText('13 photos');
    await app.undo.click();
    await expect(labels.suspect('in-fact-ice.jpg')).toHaveCount(1);
    await labels
      .suspect('in-fact-ice.jpg')
      .getByRole('button', { name: /^The label is right/ })
      .click();
    await expect(labels.suspect('in-fact-ice.jpg')).toHaveCount(0);
    await labels.panel.getByRole('button', { name: /that you called right/ }).click();
    await expect(labels.suspect('in-fact-ice.jpg')).toHaveCount(1);
  });

  await test.step('of a run that held photos out, a cross-validation finds it', async () => {
    await app.model.judgeBy('Validation photos');
    await app.train.run();
    await labels.panel.getByRole('button', { name: 'Look for wrong labels' }).click();
    await expect(labels.suspects.first()).toContainText('in-fact-ice.jpg');
    await labels
      .suspect('in-fact-ice.jpg')
      .getByRole('button', { name: /^It is ice/ })
      .click();
    await expect(labels.suspect('in-fact-ice.jpg')).toHaveCount(0);
    await expect(labels.panel).toContainText('Look again');
    await app.undo.click();
    await expect(labels.suspect('in-fact-ice.jpg')).toHaveCount(1);
    await app.model.judgeBy('Every photo');
  });

  await test.step('two settings as a table of buttons; the best one’s values go into the recipe and back', async () => {
    // A head that is solved has none of these settings.
    await expect(sweep.toggle).toHaveCount(0);
    await app.model.learnStepByStep();
    await sweep.toggle.click();
    await sweep.choose('Setting', 'Learning rate', '0.00001, 0.01');
    await sweep.choose('Together with', 'Dropout', '0, nothing');
    await expect(sweep.panel.getByRole('alert').filter({ hasText: 'nothing is not a number' })).toBeVisible();
    await expect(sweep.begin).toBeDisabled();
    await sweep.values('Dropout').fill('0, 0.5');
    await expect(sweep.panel).toContainText(/4 trainings of the head, about/);
    await sweep.begin.click();
    await expect(sweep.cells).toHaveCount(4);
    await expect(sweep.panel).toContainText(/Best: learning rate 0\.01, dropout 0/);
    await expectAccessible(page, 'train');

    const other = sweep.panel.getByRole('button', { name: /^learning rate 0\.01, dropout 0\.5: / });
    await app.tabTo(other);
    await page.keyboard.press('Enter');
    await expect(other).toHaveAttribute('aria-pressed', 'true');
    // What was tried stays, and learns step by step.
    await app.model.pick('Solved');
    await expect(app.model.number('Learning rate')).toHaveCount(0);
    await sweep.use.click();
    await expect(app.model.stage.getByRole('radio', { name: 'Step by step' })).toBeChecked();
    await expect(app.model.number('Learning rate')).toHaveValue('0.01');
    await expect(app.model.number('Dropout')).toHaveValue('0.5');
    await expect(sweep.use).toHaveText('In the recipe');
    await expect(sweep.cells).toHaveCount(4);
    await app.undo.click();
    await expect(app.model.number('Learning rate')).toHaveCount(0);
    await expect(sweep.use).toHaveText('Use these values');
  });

  await test.step('one setting, as dots that are buttons', async () => {
    await sweep.panel.getByLabel('Together with', { exact: true }).selectOption('None');
    await sweep.choose('Setting', 'Epochs', '4, 8, 12, 16');
    await sweep.begin.click();
    await expect(sweep.cells).toHaveCount(4);
  });

  await test.step('Stop keeps what was tried', async () => {
    // Long enough, all together, for a press of Stop to come in time on a busy machine too.
    const epochs = [1, ...Array.from({ length: 11 }, (_, i) => 500 - i)];
    await sweep.choose('Setting', 'Epochs', epochs.join(', '));
    await sweep.begin.click();
    await expect(sweep.cells).not.toHaveCount(0);
    await sweep.stop.click();
    await expect(sweep.stop).toHaveCount(0);
    await expect(sweep.cells).not.toHaveCount(epochs.length);
    await expect(app.train.stage).not.toContainText('could not be tried');
  });
});

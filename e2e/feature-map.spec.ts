import { audit } from './fixtures/axe.ts';
import { FeatureMapPanel } from './fixtures/feature-map-panel.ts';
import { expect, test } from './fixtures/test.ts';

test('the map of the photos: drawn, walked by keyboard, selected from, read as a table', async ({
  app,
  page,
}) => {
  const panel = new FeatureMapPanel(page);
  await app.open();
  await app.data.startWith('Earth from space');
  await app.train.run();

  await test.step('all photos of training and validation are on it, and those of test are not', async () => {
    await panel.open();
    const counts = (await app.data.splitCounts.getByRole('listitem').allInnerTexts()).join(' ');
    const count = (split: string) => Number(new RegExp(`(\\d+)\\s+${split}`).exec(counts)?.[1]);
    expect(await panel.count()).toBe(count('train') + count('validation'));
  });

  await test.step('arrow keys walk from photo to photo, Enter opens one', async () => {
    await app.tabTo(panel.map);
    const words: string[] = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await page.keyboard.press(key);
      words.push((await panel.active.textContent()) ?? '');
    }
    expect(new Set(words).size).toBeGreaterThan(1);
    await expect(panel.active).toHaveText(
      /^\w+, (recognised|taken for \w+|not judged here).*, (train|validation), /,
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
    await page.keyboard.press('Escape');
    await panel.map.focus();
    await page.keyboard.press(' ');
    await expect(panel.active).toHaveAttribute('aria-selected', 'true');
    await expect(panel.chosen.getByRole('status')).toHaveText('1 photo selected');
    await page.keyboard.press('Escape');
    await expect(panel.chosen).toHaveCount(0);
  });

  await test.step('the legend selects a class; what is selected can be excluded, and that undone', async () => {
    await panel.group(/^coast/).click();
    const status = panel.chosen.getByRole('status');
    const coast = (await status.textContent()) ?? '';
    expect(coast).toMatch(/^\d+ photos selected$/);
    await panel.chosen.getByRole('button', { name: 'Exclude from training' }).click();
    await expect(panel.chosen.getByRole('button', { name: 'Include in training again' })).toBeVisible();
    await expect(status).toHaveText(coast);
    await app.undo.click();
    await expect(panel.chosen.getByRole('button', { name: 'Exclude from training' })).toBeVisible();
    await panel.chosen.getByRole('button', { name: 'Select nothing' }).click();
  });

  await test.step('a loop around all of them selects all of them', async () => {
    const count = await panel.count();
    await panel.lassoAll();
    await expect(panel.chosen.getByRole('status')).toHaveText(`${count} photos selected`);
    const photos = panel.chosen.getByRole('list', { name: 'Selected photos' }).getByRole('button');
    expect(await photos.count()).toBeLessThan(count);
    await panel.chosen.getByRole('button', { name: 'Select nothing' }).click();
  });

  await test.step('right and wrong name their split; the table tells what lies beside what', async () => {
    await panel.part.getByRole('radio', { name: 'Answers', exact: true }).check();
    // Each of them was judged by a model without it.
    await expect(panel.group(/^Right \(left out in turn\)/)).toBeVisible();
    await expect(panel.group(/labels only/)).toHaveCount(0);
    const table = panel.part.getByRole('table', { name: /nearest to each photo on the map/ });
    await panel.part.getByText('Show as table').click();
    await expect(table.getByRole('rowheader')).toHaveText([
      'coast',
      'desert',
      'forest',
      'ice',
      'mountains',
      'sea',
    ]);
    await expect(table.getByRole('row').nth(1)).toContainText(/\d+\s%/);
  });

  await test.step('axe finds nothing, light and wide, dark and at 390 px', async () => {
    await panel.group(/^Right/).click();
    for (const { colorScheme, viewport } of [
      { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
      { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      expect.soft((await audit(page, '.feature-map')).found).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, 'no horizontal scrolling').toBeLessThanOrEqual(viewport.width);
    }
  });
});

import type { Page } from '@playwright/test';
import { audit } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ].map((viewport) => ({ colorScheme, viewport })),
);

/** Nothing for axe to find and nothing wider than the window, in both themes, wide and as on a phone. */
async function expectAccessible(page: Page): Promise<void> {
  for (const { colorScheme, viewport } of looks)
    await test.step(`${colorScheme}, ${viewport.width} px`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      const { found, passed } = await audit(page);
      expect.soft(found).toEqual([]);
      expect(passed, 'rules that axe applied').toBeGreaterThan(15);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, 'no horizontal scrolling').toBeLessThanOrEqual(viewport.width);
    });
}

test('the first screen', async ({ app, page }) => {
  await app.open();
  await expect(app.data.stage.getByRole('button', { name: 'Earth from space' })).toBeVisible();
  await expectAccessible(page);
});

test('with data, before training', async ({ app, page }) => {
  await app.open();
  await app.data.startWith('Earth from space');
  await app.data.openMore();
  await app.model.openMore();
  await app.data.photos('coast').getByRole('option').first().click();
  await expectAccessible(page);
});

test('trained, tested and asked', async ({ app, earth, page }) => {
  await app.open();
  await app.data.startWith('Earth from space');
  await app.train.run();
  await app.evaluate.openTest.click();
  await expect(app.evaluate.envelope).toContainText('opened once');
  await app.use.choose({ name: 'text.jpg', bytes: Buffer.from('no picture') });
  await expect(app.use.stage).toContainText('This is text');
  const [ice] = earth.take('ice', 1, { split: 'test' });
  if (ice) await app.use.choose(ice);
  await expect(app.use.bars).toHaveCount(5);
  await app.train.history();
  await expectAccessible(page);
});

test('menus and dialogs', async ({ app, page }) => {
  await app.open();
  await app.data.startWith('Earth from space');
  await page.getByRole('button', { name: 'About Headstart' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.data.photos('coast').getByRole('option').first().dblclick();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.data.act('coast', 'Merge into…');
  await expectAccessible(page);
});

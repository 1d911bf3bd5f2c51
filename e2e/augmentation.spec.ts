import { audit } from './fixtures/axe.ts';
import { zipOf } from './fixtures/folders.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

/** Three photos of each of two classes, rich enough that no two views of one are alike. */
async function few(earth: SampleSet) {
  const photos = [...earth.take('coast', 3), ...earth.take('mountains', 3)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  return [{ name: 'few.zip', bytes: await zipOf(tree) }];
}

const distinct = (pixels: readonly { readonly hash: string }[]) =>
  new Set(pixels.map(({ hash }) => hash)).size;

test('views follow the augmentation; the same choice gives the same pixels', async ({ app, earth }) => {
  const { augmentation } = app;
  await app.open();
  await app.data.chooseFiles(await few(earth));
  await app.data.imported();
  await augmentation.see.click();

  await test.step('without augmentation each view is the photo itself', async () => {
    const pixels = await augmentation.pixels();
    expect(pixels.map(({ side }) => side)).toEqual(Array(12).fill(256));
    expect(distinct(pixels)).toBe(1);
    await expect(augmentation.panel).toContainText('each view is the photo itself');
  });

  const light = await test.step('a preset varies all of them', async () => {
    await augmentation.preset('Light').check();
    const pixels = await augmentation.pixels();
    expect(distinct(pixels)).toBe(12);
    await expect(augmentation.panel).toContainText('4 views: extraction takes five times as long.');
    await expect(
      augmentation.canvases.and(app.page.getByRole('img', { name: 'used in training' })),
    ).toHaveCount(4);
    return pixels;
  });

  await test.step('another preset and back', async () => {
    await augmentation.preset('Strong').check();
    expect(await augmentation.pixels()).not.toEqual(light);
    await augmentation.preset('Light').check();
    expect(await augmentation.pixels()).toEqual(light);
  });

  await test.step('another photo, the one before and the one after', async () => {
    await augmentation.panel.getByRole('button', { name: 'The training photo after' }).click();
    const second = await augmentation.pixels();
    expect(second).not.toEqual(light);
    await augmentation.panel.getByRole('button', { name: 'Another photo' }).click();
    expect(await augmentation.pixels()).not.toEqual(second);
    await augmentation.panel.getByRole('button', { name: 'The training photo before' }).click();
    await expect(augmentation.photo).toContainText(/\d of \d/);
  });
});

test('a part is switched on, its range is moved and typed, and all of it is kept', async ({
  app,
  earth,
  page,
}) => {
  const { augmentation } = app;
  await app.open();
  await app.data.chooseFiles(await few(earth));
  await app.data.imported();
  await augmentation.open();
  await augmentation.openParts();
  await augmentation.part('Rotation').check();
  const before = await augmentation.pixels();
  expect(distinct(before)).toBe(12);

  const angle = augmentation.slider('Largest angle');
  await angle.focus();
  await page.keyboard.press('ArrowRight');
  await expect(augmentation.number('Largest angle')).toHaveValue('11');
  expect(await augmentation.pixels()).not.toEqual(before);
  await augmentation.number('Largest angle').fill('90');
  await expect(angle).toHaveValue('90');
  await expect(angle).toHaveAttribute('aria-valuetext', '90\u00a0°');
  await expect(augmentation.preset('Custom')).toBeChecked();

  // A part that is off keeps its range, and the own choice is there to come back to.
  await augmentation.part('Rotation').uncheck();
  await augmentation.part('Rotation').check();
  await expect(angle).toHaveValue('90');
  await augmentation.preset('None').check();
  await augmentation.preset('Custom').check();
  await expect(angle).toHaveValue('90');

  await app.model.number('Views a photo').fill('2');
  await expect(augmentation.panel).toContainText('2 views: extraction takes three times as long.');
  await page.reload();
  await expect(augmentation.preset('Custom')).toBeChecked();
  await expect(app.model.number('Views a photo')).toHaveValue('2');
  await augmentation.openParts();
  await expect(angle).toHaveValue('90');
});

test('a handle that is dragged shows the views on the way', async ({ app, earth, page }) => {
  const { augmentation } = app;
  await app.open();
  await app.data.chooseFiles(await few(earth));
  await app.data.imported();
  await augmentation.open();
  await augmentation.openParts();
  await augmentation.part('Brightness').check();
  const before = await augmentation.pixels();
  const handle = augmentation.slider('Change of brightness');
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (!box) throw new Error('the slider has no place');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, y, { steps: 10 });
  const held = await augmentation.pixels();
  expect(held).not.toEqual(before);
  await page.mouse.up();
  expect(await augmentation.pixels()).toEqual(held);
});

test('nothing for axe to find with all of it open, and no wider than the window', async ({
  app,
  earth,
  page,
}) => {
  const { augmentation } = app;
  await app.open();
  await app.data.chooseFiles(await few(earth));
  await app.data.imported();
  await augmentation.open();
  await augmentation.preset('Strong').check();
  await augmentation.openParts();
  await augmentation.drawn();
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect.soft((await audit(page)).found).toEqual([]);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(scrolled).toBeLessThanOrEqual(width);
    }
});

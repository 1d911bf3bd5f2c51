import type { Locator } from '@playwright/test';
import { badFiles, inflating } from './fixtures/bad-files.ts';
import { zipOf } from './fixtures/folders.ts';
import { formatFiles, pictureSize } from './fixtures/formats.ts';
import { expect, test } from './fixtures/test.ts';

/** The colours at the middle of a shown picture's left and right half. */
function halves(picture: Locator): Promise<{ left: number[]; right: number[] }> {
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const at = (x: number) => [
      ...context.getImageData(canvas.width * x, canvas.height / 2, 1, 1).data.slice(0, 3),
    ];
    return { left: at(0.25), right: at(0.75) };
  });
}

function nameOf([r = 0, g = 0, b = 0]: readonly number[]): string {
  if (Math.min(r, g, b) > 240) return 'white';
  if (r > 150 && g < 110 && b < 110) return 'red';
  if (b > 120 && r < 110 && g < 130) return 'blue';
  return `${r} ${g} ${b}`;
}

test('every format that a browser decodes: its size, upright, its first frame, over white', async ({
  app,
  page,
}) => {
  const files = await formatFiles();
  await app.open();
  await app.data.chooseFiles(files);
  await app.data.imported();
  await expect(app.notices.getByRole('region')).toHaveCount(0);
  await expect(app.data.classSection('Class 1')).toContainText(`${files.length} photos`);

  for (const { name, right } of files)
    await test.step(`${name}: thumbnail`, async () => {
      const colours = await halves(app.data.photo('Class 1', name).locator('img'));
      expect({ left: nameOf(colours.left), right: nameOf(colours.right) }).toEqual({ left: 'red', right });
    });

  await app.data.photo('Class 1', files[0]?.name ?? '').dblclick();
  for (const { name } of files)
    await test.step(`${name}: size`, async () => {
      const viewer = page.getByRole('dialog', { name });
      await expect(viewer).toContainText(`${pictureSize.width} × ${pictureSize.height} px`);
      await expect(viewer.getByRole('img', { name })).toBeVisible();
      await page.keyboard.press('ArrowRight');
    });
});

test('what can not be read is listed with file and reason, and the rest goes on', async ({ app, earth }) => {
  const bad = await badFiles();
  const good = earth.take('sea', 2);
  const bomb = {
    name: 'bomb.zip',
    bytes: await zipOf({
      'sea/zeros.jpg': inflating(),
      'sea/good.jpg': earth.take('sea', 1, { from: 2 })[0]?.bytes ?? '',
    }),
  };
  await app.open();
  await app.data.chooseFiles([good[0], ...bad, bomb, good[1]].filter((file) => file !== undefined));
  await app.data.imported();

  const notice = app.notice(`${bad.length + 1} of ${bad.length + 4} files could not be read`);
  await expect(notice).toBeVisible();
  for (const { name, reason } of bad)
    await test.step(name, async () => {
      const group = notice
        .getByRole('listitem')
        .filter({ hasText: reason })
        .filter({ has: app.page.getByText(name, { exact: true }) });
      await expect(group.first()).toBeVisible();
    });
  await expect(
    notice
      .getByRole('listitem')
      .filter({ hasText: 'This file of the zip inflates to far more than a photo.' })
      .first(),
  ).toContainText('bomb.zip/sea/zeros.jpg');
  await app.data.expectClasses({ 'Class 1': '2 photos', sea: '1 photo' });

  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { audit } from './fixtures/axe.ts';
import { payload } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

test('a folder of pictures is answered in a table and as CSV, and the camera is frozen and smoothed', async ({
  app,
  earth,
  page,
}) => {
  const pictures = ['sea', 'ice', 'desert'].flatMap((name) => earth.take(name, 2, { split: 'test' }));
  await app.open();
  await app.data.bring(earth.some());
  const photos = (await app.data.splitCounts.textContent()) ?? '';
  await app.train.run();

  await app.use.stage.getByRole('button', { name: 'Many pictures at once' }).click();
  const chooser = page.waitForEvent('filechooser');
  await app.use.stage.getByRole('button', { name: 'Choose pictures' }).click();
  const broken = { name: 'broken.jpg', bytes: Buffer.from('no picture at all') };
  await (await chooser).setFiles([...pictures, broken].map(payload));

  const answers = app.use.stage.getByRole('region', { name: 'Answers' });
  await expect(app.use.stage.getByText(`${pictures.length} pictures answered`)).toBeVisible();
  await expect(app.use.stage.getByText(`1 of ${pictures.length + 1} files could not be read`)).toBeVisible();
  await expect(answers.getByRole('listitem')).toHaveCount(pictures.length);
  await expect(answers.getByRole('img')).toHaveCount(0);
  await expect(answers.locator('img').first()).toBeVisible();

  // The same answer as for the picture alone.
  const [first] = pictures;
  if (first) await app.use.choose(first);
  const [top] = await app.use.answer();
  await expect(answers.getByRole('listitem').filter({ hasText: first?.name ?? '' })).toContainText(
    top?.name ?? '',
  );

  const download = page.waitForEvent('download');
  await app.use.stage.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = (await readFile(await (await download).path(), 'utf8')).slice(1);
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  expect(data.map(({ file }) => file)).toEqual(pictures.map(({ name }) => name));
  const percent = Number(data[0]?.[`probability of ${top?.name}`]) * 100;
  // The bars say whole per cent.
  expect(Math.abs(percent - (top?.percent ?? 0))).toBeLessThanOrEqual(0.5);

  // Only those of one answer.
  const counts = app.use.stage.getByRole('group', { name: /pictures answered/ });
  await counts.getByRole('button', { name: /^sea/ }).click();
  await expect(answers.getByRole('listitem')).not.toHaveCount(pictures.length);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await audit(page, '#use')).found).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expect(app.data.splitCounts).toHaveText(photos);

  // The camera.
  await app.use.stage.getByRole('button', { name: 'Use the camera' }).click();
  await expect(app.use.stage.getByText(/^[1-9][\d.]* frames a second$/)).toBeVisible();
  await app.use.stage.getByRole('slider', { name: 'Smoothing' }).fill('1');
  await app.use.stage.getByRole('button', { name: 'Freeze' }).click();
  await expect(app.use.stage.getByText('The last frame stands still.')).toBeVisible();
  await app.use.look.click();
  await expect(app.use.overlay).toBeVisible();
  await app.use.stage.getByRole('button', { name: 'Go on' }).click();
  await expect(app.use.stage.getByText(/^[1-9][\d.]* frames a second$/)).toBeVisible();
});

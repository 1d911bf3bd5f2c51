import { join } from 'node:path';
import { writeTree } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';
import { dropFiles, dropPaths } from './fixtures/transfer.ts';

test('the whole of Use takes a photo, several go to Many pictures, a drop elsewhere is data', async ({
  app,
  earth,
}) => {
  const [ice] = earth.take('ice', 1, { split: 'test' });
  const several = earth.take('sea', 2, { split: 'test' });
  const [more] = earth.take('sea', 1, { from: 8 });
  if (!(ice && more)) throw new Error('too few photos');
  await app.open();
  await app.data.bring(earth.some());
  const photos = (await app.data.splitCounts.textContent()) ?? '';
  await app.train.run();

  await dropFiles(app.use.stage.getByRole('heading', { name: 'Use' }), [ice]);
  await expect(app.use.stage.getByRole('img', { name: ice.name })).toBeVisible();
  await expect(app.use.bars.first()).toContainText('ice');

  await dropFiles(app.use.stage.getByRole('heading', { name: 'Use' }), several);
  await expect(app.use.stage.getByText('2 pictures answered')).toBeVisible();
  const answers = app.use.stage.getByRole('region', { name: 'Answers' });
  await expect(answers.getByRole('listitem')).toHaveCount(2);
  await expect(app.data.splitCounts).toHaveText(photos);

  await dropFiles(app.train.stage, [more]);
  await expect(app.data.splitCounts).not.toHaveText(photos);
});

test('photos that were set aside are answered by the model', async ({ app, earth, folder, page }) => {
  const tree = Object.fromEntries([
    ...earth
      .some()
      .flatMap(({ split, className, name, bytes }) =>
        split === 'train' ? [[`d/train/${className}/${name}`, bytes] as const] : [],
      ),
    ...earth.take('ice', 3, { split: 'test' }).map(({ name, bytes }) => [`d/test/${name}`, bytes] as const),
  ]);
  await writeTree(folder, tree);
  await app.open();
  await dropPaths(page, [join(folder, 'd')]);
  await app.data.imported();
  await expect(app.data.stage).toContainText('3 photos have no class and are set aside.');
  await app.train.run();
  await app.data.stage.getByRole('button', { name: 'Open in Many pictures' }).click();
  await expect(app.use.stage.getByText('3 pictures answered')).toBeVisible();
});

test('a drop before the page’s code is there is kept for it', async ({ app, earth, folder, page }) => {
  await writeTree(
    folder,
    Object.fromEntries(
      ['sea', 'ice'].flatMap((name) =>
        earth.take(name, 2).map((photo) => [`f/${name}/${photo.name}`, photo.bytes]),
      ),
    ),
  );
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => 'earlyDrops' in globalThis)).toBe(true);
  await dropPaths(page, [join(folder, 'f')]);
  release();
  await app.data.imported();
  await app.data.expectClasses({ ice: '2 photos', sea: '2 photos' });
});

test('a link that is dropped says what to do', async ({ app, page }) => {
  await app.open();
  const answered = await app.data.stage.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/uri-list', 'https://example.org/rose.jpg');
    return ['dragenter', 'dragover', 'drop'].map(
      (kind) =>
        !element.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer })),
    );
  });
  expect(answered).toEqual([true, true, true]);
  await expect(app.notice(/^A link can’t be read/)).toContainText('Save the picture on your computer');
  expect(page.url()).not.toContain('example.org');
});

test('a drop just after the pointer came in is taken, without a further move', async ({ app, page }) => {
  await app.open();
  const answered = await page.locator('main').evaluate((element) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'a.jpg', { type: 'image/jpeg' }));
    return !element.dispatchEvent(
      new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer }),
    );
  });
  expect(answered).toBe(true);
});

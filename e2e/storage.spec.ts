import { expect, test } from './fixtures/test.ts';

test('a full disk is said so and loses nothing that was there', async ({ app, page, baseURL }) => {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await app.open();
  await app.data.startWith('Earth from space');
  const photos = (await app.data.splitCounts.textContent()) ?? '';

  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + 100_000 });
  await app.data.add('Emoji by three artists');
  const notice = app.notice('The import stopped');
  await expect(notice).toContainText('The browser has no room left for this site on the disk.');
  await expect(notice).toContainText('nothing that was stored is lost');
  await expect(app.data.progress).toHaveCount(0);

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  // What came in before the disk was full is one undoable step.
  if ((await app.undo.isEnabled()) && (await app.data.splitCounts.textContent()) !== photos)
    await app.undo.click();
  await page.reload();
  await expect(app.data.splitCounts).toHaveText(photos);
  await expect(app.data.photos('coast').locator('img').first()).toBeVisible();
  await app.train.run();
  await expect(app.evaluate.stage).toContainText(/\d+ of \d+ right/);
});

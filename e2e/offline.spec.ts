import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { audit } from './fixtures/axe.ts';
import { OfflinePanel, site, test } from './fixtures/hosted.ts';

test.use({ serviceWorkers: 'allow' });

test('after a visit it opens, learns and answers with the network cut', async ({
  app,
  page,
  host,
  guard,
  earth,
}) => {
  const offline = new OfflinePanel(page);
  await app.open('?backend=wasm');
  await expect(offline.status).toHaveText('Opens offline, without a model');

  await app.tabTo(offline.status);
  await page.keyboard.press('Enter');
  await expect(offline.dialog).toContainText(/This site takes [\d.]+\sMB here/);
  // The chosen model is ticked already.
  await expect(offline.tick('MobileNetV3')).toBeChecked();
  await offline.tick('Handwritten digits').check();
  await offline.tick('Earth from space').check();
  await expect(offline.make).toHaveText('Make available offline (3.4 MB)');
  await offline.make.press('Enter');
  await expect(offline.dialog).toContainText('Works offline with 1 of 3 models');

  const remove = offline.dialog.getByRole('button', { name: 'Remove Earth from space' });
  await remove.click();
  await offline.dialog.getByRole('button', { name: 'Undo: remove Earth from space' }).click();
  await offline.dialog.getByRole('button', { name: 'Remove Handwritten digits' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect((await audit(page, 'dialog')).found).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  await offline.status.click();
  await expect(offline.tick('Handwritten digits')).toBeVisible();
  await expect(remove).toBeVisible();
  await page.keyboard.press('Escape');

  await host.close();
  await page.reload();
  await app.data.startWith('Earth from space');
  await app.train.run();
  const [photo] = earth.take('sea', 1, { split: 'test' });
  if (photo) await app.use.choose(photo);
  expect((await app.use.answer())[0]?.name).toBe('sea');

  // What was not kept says so.
  guard.expect(/Failed to load resource|ERR_/);
  await offline.status.click();
  await offline.tick('InceptionV3').check();
  await offline.make.click();
  await expect(offline.dialog.getByRole('region', { name: /could not be fetched/ })).toBeVisible();
});

test('a new version asks first, and waits for what is running', async ({ app, page, host }) => {
  const offline = new OfflinePanel(page);
  await app.open('?backend=wasm');
  await expect(offline.status).toHaveText('Opens offline, without a model');
  await app.data.startWith('Handwritten digits');

  const [html, script] = await Promise.all(
    ['index.html', 'service-worker.js'].map((file) => readFile(join(site, file), 'utf8')),
  );
  const newer = (html ?? '').replace('<title>Headstart', '<title>Newer Headstart');
  const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  host.put('index.html', newer);
  host.put('service-worker.js', (script ?? '').replace(hashOf(html ?? ''), hashOf(newer)));
  await page.reload();
  await expect(offline.update).toContainText('A new version of Headstart is here.');
  await expect(page).toHaveTitle('Headstart');

  await offline.update.getByRole('button', { name: 'Later' }).click();
  await expect(offline.update).toHaveCount(0);
  await page.reload();
  await expect(offline.update).toBeVisible();
  await expect(page).toHaveTitle('Headstart');

  await app.train.button.click();
  await expect(offline.reload).toHaveAttribute('aria-disabled', 'true');
  await expect(offline.update).toContainText(/Waits for the (photos|training)/);
  await offline.reload.click({ force: true });
  await app.train.finished();
  await expect(page).toHaveTitle('Headstart');

  // A page asks for its parts whenever it likes, also at the moment when the version before should go.
  await page.evaluate(() => {
    const asks = setInterval(() => void fetch('index.html').catch(() => 'the page has gone'), 20);
    setTimeout(() => clearInterval(asks), 5000);
  });
  await offline.reload.click();
  await expect(page).toHaveTitle('Newer Headstart');
  // What was made stays.
  await app.train.finished();
  await expect(offline.update).toHaveCount(0);
});

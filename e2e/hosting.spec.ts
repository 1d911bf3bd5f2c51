import { expect } from '@playwright/test';
import { test } from './fixtures/hosted.ts';
import { test as isolated } from './fixtures/test.ts';

test.use({ serviceWorkers: 'allow' });

test('under a sub-path of a host without headers it isolates itself, and trains with threads', async ({
  app,
  page,
  earth,
  host,
}) => {
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
  });
  await app.open('?backend=wasm&threads=2');
  // Loaded anew by itself, once.
  await page.waitForFunction(() => crossOriginIsolated);
  expect(documents).toEqual(Array(2).fill(`${host.url}?backend=wasm&threads=2`));
  await expect(app.status).toContainText('Nothing has been sent anywhere. Bytes sent: 0');

  await app.data.startWith('Handwritten digits');
  await app.engineOn(/^WebAssembly, 2 threads: You chose it\.$/);
  await app.train.run();
  const [photo] = earth.take('sea', 1);
  if (photo) await app.use.choose(photo);
  expect(await app.use.answer()).toHaveLength(5);
  await expect(app.status).toContainText('Bytes sent: 0');
  expect(documents).toHaveLength(2);
  expect(host.requests.filter((request) => !request.startsWith('GET /class/of-7b/'))).toEqual([]);

  // The figure is measured: it shows what a request would carry away.
  await page.evaluate(() => fetch('index.html?secret', { method: 'POST', body: '12345' }));
  await expect(app.status).toContainText('Bytes sent: 11');
});

isolated('a host that isolates the page is left alone', async ({ app, page }) => {
  let documents = 0;
  page.on('request', (request) => {
    documents += Number(request.isNavigationRequest());
  });
  await app.open();
  await expect(app.status).toContainText('Bytes sent: 0');
  expect(documents).toBe(1);
});

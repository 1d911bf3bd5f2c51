import { expect, test } from './fixtures/test.ts';

test('the first screen fetches one script, besides the question whether it can run and what keeps an early drop; the rest comes when the person stirs', async ({
  app,
}) => {
  const { page } = app;
  const files: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(js|css)$/.test(pathname)) files.push(pathname.replace(/^.*\/|-[\w-]{8}(?=\.)/g, ''));
  });
  await page.goto('./', { waitUntil: 'networkidle' });
  await expect(app.data.chooseFolderButton).toBeVisible();
  expect(files.toSorted()).toEqual([
    'early-drop.js',
    'engine.worker.js',
    'index.css',
    'index.js',
    // The engine's, which is fetched ahead with its worker.
    'initial.js',
    'supported.js',
  ]);
  const fetched = page.waitForResponse(/\/photos-[^/]*\.js$/);
  await page.keyboard.press('Tab');
  expect((await fetched).ok()).toBe(true);
});

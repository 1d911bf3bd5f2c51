import { expect, test } from './fixtures/test.ts';

test.use({ serviceWorkers: 'allow' });

test('a policy forbids every other origin, in the headers and in the page itself', async ({
  app,
  page,
  baseURL,
}) => {
  const response = await page.request.get(baseURL ?? '');
  const header = response.headers()['content-security-policy'] ?? '';
  await app.open();
  const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  for (const policy of [header, meta ?? '']) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|'unsafe-inline'|'unsafe-eval'/);
  }
  await expect(page.locator('script:not([src])')).toHaveCount(0);
  await expect(app.status).toContainText('Nothing has been sent anywhere');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the policy holds: another origin can not be asked', async ({ app, page, guard }) => {
  guard.expect(/violates the following Content Security Policy|Refused to connect|Failed to load resource/);
  await app.open();
  const outcome = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/anything').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  // Stopped by the policy, before there was a request.
  expect(guard.requests.filter((url) => url.includes(':9/'))).toEqual([]);
});

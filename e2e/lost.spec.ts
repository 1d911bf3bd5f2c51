import type { Browser } from '@playwright/test';
import { zipOf } from './fixtures/folders.ts';
import { record } from './fixtures/recorder.ts';
import { expect, test } from './fixtures/test.ts';

for (const { backend, words, why } of [
  { backend: 'webgl', words: /^WebGL: You chose it\.$/, why: /The graphics context was lost\./ },
  { backend: 'webgpu', words: /^WebGPU: You chose it\.$/, why: /The graphics processor was lost\./ },
])
  test(`a ${backend} device that is lost during an extraction is replaced, and the training goes on`, async ({
    app,
    browser,
    earth,
  }) => {
    test.setTimeout(420_000);
    const photos = [...earth.take('sea', 10), ...earth.take('ice', 10)];
    const tree = Object.fromEntries(
      photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
    );
    await app.open(`?backend=${backend}`);
    const status = await record(app.status);
    await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
    await app.data.imported();
    await app.engineOn(words);
    await app.train.button.click();
    await expect(app.train.progress).toHaveAttribute('aria-valuetext', /^[1-9]\d* of 20 photos$/, {
      timeout: 120_000,
    });
    await crashGraphics(browser);
    await expect.poll(async () => (await status.texts()).join('\n'), { timeout: 60_000 }).toMatch(why);
    await app.train.finished(1, 300_000);
    await app.engineOn(words);
  });

test('a device that is lost in the middle of fine-tuning is replaced, and the run ends as if it had not been', async ({
  app,
  browser,
  earth,
}) => {
  test.setTimeout(600_000);
  const photos = [...earth.take('sea', 4), ...earth.take('ice', 4)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open('?backend=webgl');
  const status = await record(app.status);
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await app.model.number('Epochs').fill('2');
  await app.model.pick('Last block');
  await app.model.stageNumber('Fine-tuning', 'epochs').fill('8');
  await app.train.button.click();
  await app.train.finished(1, 240_000);
  const uninterrupted = await app.train.history();

  await app.train.button.click();
  await app.train.beyond(4, 240_000);
  await crashGraphics(browser);
  await expect
    .poll(async () => (await status.texts()).join('\n'), { timeout: 60_000 })
    .toContain('The graphics context was lost.');
  await app.train.finished(2, 240_000);
  expect(await app.train.history()).toEqual(uninterrupted);
});

async function crashGraphics(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  // It answers only where it failed: the process that would answer is the one that goes.
  void session.send('Browser.crashGpuProcess').catch(() => undefined);
}

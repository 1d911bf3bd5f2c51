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
    const session = await browser.newBrowserCDPSession();
    // It answers only where it failed: the process that would answer is the one that goes.
    void session.send('Browser.crashGpuProcess').catch(() => undefined);
    await expect.poll(async () => (await status.texts()).join('\n'), { timeout: 60_000 }).toMatch(why);
    await app.train.finished(1, 300_000);
    await app.engineOn(words);
  });

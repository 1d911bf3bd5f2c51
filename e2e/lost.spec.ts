import { crashGraphics } from './fixtures/chromium.ts';
import { zipOf } from './fixtures/folders.ts';
import { record } from './fixtures/recorder.ts';
import { expect, test } from './fixtures/test.ts';

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
  await app.model.learnStepByStep(2);
  await app.model.pick('Last block');
  await app.model.stageNumber('Fine-tuning', 'epochs').fill('6');
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

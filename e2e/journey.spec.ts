import { expect, test } from './fixtures/test.ts';

test.use({ serviceWorkers: 'allow', contextOptions: { reducedMotion: 'no-preference' } });

test('from the first screen to the name of a new photo, on this machine alone', async ({
  app,
  earth,
  guard,
}) => {
  await app.open();
  await app.data.startWith('Earth from space');
  await expect(app.data.splitCounts).toContainText(`${earth.count('test')} test`);
  await app.train.run();

  await expect(app.evaluate.stage).toContainText(
    /\d+ of \d+ right: [\d.]+\s%, and with this few photos anything from/,
  );
  await expect(app.evaluate.envelope).toContainText(`${earth.count('test')} photos held out, opened 0 times`);
  await app.evaluate.openTest.click();
  await expect(app.evaluate.envelope).toContainText('opened once');
  await expect(app.evaluate.stage).toContainText(new RegExp(`(\\d+) of ${earth.count('test')} right`));
  await expect(app.evaluate.stage).toContainText('On test photos, which were not trained on.');

  for (const className of ['ice', 'sea']) {
    const [photo] = earth.take(className, 1, { split: 'test' });
    if (photo) await app.use.choose(photo);
    await expect(app.use.bars.first()).toContainText(className);
    await expect(app.use.bars).toHaveCount(5);
    await expect(app.use.stage).toContainText(/[\d.]+\sms for this picture/);
  }
  expect(guard.requests.some((url) => url.includes('/models/mobilenet-v3/'))).toBe(true);
});

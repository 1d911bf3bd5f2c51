import { layFormerDatabase } from './fixtures/former-database.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('where even the page’s frame throws, it says that the photos are safe, gives a report, and a reload brings all back', async ({
  app,
  page,
  guard,
}) => {
  guard.expect(/the frame is broken/);
  await layFormerDatabase(page, { photos: 4, classes: 2, runs: 1 });
  // Outside of every stage: where the frame begins to listen for lessons.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('broken') !== 'yes') return;
    const listen = window.addEventListener.bind(window);
    Object.assign(window, {
      addEventListener: (...given: Parameters<typeof listen>) => {
        if (given[0] === 'hashchange') throw new Error('the frame is broken');
        listen(...given);
      },
    });
  });
  await app.open('?backend=wasm&threads=1');
  await expect(app.data.classSection('class 0')).toBeVisible();
  await page.evaluate(() => sessionStorage.setItem('broken', 'yes'));
  await page.reload();

  const failure = page.getByRole('alert');
  await expect(failure).toContainText('Headstart has stopped');
  await expect(failure).toContainText('Your photos are safe on this device');
  await expect(failure).toContainText('the frame is broken');
  await failure.getByRole('button', { name: 'Copy the report' }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('Error: the frame is broken');
  expect(report).toContain('Chrome');

  await page.evaluate(() => sessionStorage.removeItem('broken'));
  await failure.getByRole('button', { name: 'Reload the page' }).click();
  await expect(app.data.classSection('class 0')).toContainText('2 photos');
  await expect(app.train.runs).toHaveCount(1);
});

test('a run that a stage can’t show is deleted from there, and the stage goes on with the others', async ({
  app,
  page,
  guard,
}) => {
  guard.expect(/no such answers|EvaluateStage/);
  await layFormerDatabase(page, { photos: 4, classes: 2, runs: 2 });
  // The stage's own code, behind a door that may be shut. The build gives it to the page as a namespace of the file's.
  await page.route(/\/EvaluateStage-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const [, list = ''] = /export\s*\{([^}]*)\};?\s*$/.exec(await response.text()) ?? [];
    const names = list.split(',').map((item) => item.split(' as ').at(-1)?.trim() ?? '');
    const body = `
      import * as real from '${route.request().url()}?real';
      const Stumbling = (props) => {
        if (sessionStorage.getItem('stumbles') === 'yes') throw new Error('no such answers');
        return real.default(props);
      };
      const behind = (part) =>
        part === real.default ? Stumbling
        : part?.default === real.default ? { ...part, default: Stumbling }
        : part;
      ${names.map((name, i) => `const part${i} = behind(real['${name}']); export { part${i} as ${name} };`).join('\n')}`;
    await route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.evaluate(() => sessionStorage.setItem('stumbles', 'yes'));
  await app.open('?backend=wasm&threads=1');
  const failure = app.evaluate.stage;
  await expect(failure).toContainText('Evaluate could not be shown.');
  await expect(failure).toContainText('It would show Run 2.');
  await expect(app.train.runs).toHaveCount(2);

  await page.evaluate(() => sessionStorage.removeItem('stumbles'));
  await failure.getByRole('button', { name: 'Delete Run 2', exact: true }).click();
  await expect(app.train.runs).toHaveCount(1);
  await expect(app.evaluate.stage).toContainText('Run 1');
  await expect(app.evaluate.stage).toContainText('3 of 4 right');
  await page.reload();
  await expect(app.evaluate.stage).toContainText('3 of 4 right');
  await expect(app.train.runs).toHaveCount(1);
});

test('in a frame that lets it have no camera the page says so', async ({ page, guard }) => {
  guard.expect(/Permissions policy violation: camera/);
  await page.route('**/framed', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<link rel="icon" href="data:,"><iframe src="./?backend=wasm&threads=1" allow="camera 'none'" width="1400" height="850"></iframe>`,
    }),
  );
  await page.goto('./framed');
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Use the webcam' }).click();
  const webcam = frame.getByRole('region', { name: 'Webcam' });
  await expect(webcam).toContainText('The page that shows this one in a frame lets it have no camera.');
  await expect(webcam).toContainText('Open this page in a tab of its own.');
});

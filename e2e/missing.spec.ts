import type { AppPage } from './fixtures/app-page.ts';
import { insecure, missing } from './fixtures/missing.ts';
import { withoutInWorkers } from './fixtures/older-browser.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

/** What lies on disk all the same. */
const kept = ['localStorage and sessionStorage are denied', 'crypto.randomUUID is missing'];

const banner = (app: AppPage) => app.page.getByRole('status', { name: 'Nothing is kept' });

/** From photos to an answer. */
async function walk(app: AppPage, earth: SampleSet): Promise<void> {
  await app.data.bring(['coast', 'sea'].flatMap((name) => earth.take(name, 4)));
  await expect(app.data.photos('coast').locator('img').first()).toBeVisible();
  await app.train.run();
  await expect(app.evaluate.stage).toContainText(/\d+ of \d+ right/);
  const [photo] = earth.take('sea', 1, { split: 'test' });
  if (photo) await app.use.choose(photo);
  await expect(app.use.bars.first()).toContainText('sea');
}

for (const [what, script] of Object.entries(missing))
  test(`${what}: everything works, and what outlives the tab is told`, async ({ app, page, earth }) => {
    await page.addInitScript(script);
    await withoutInWorkers(page, script);
    await app.open();
    await walk(app, earth);
    await expect(page.getByRole('status', { name: 'Open in another tab' })).toHaveCount(0);
    await expect(banner(app)).toHaveCount(kept.includes(what) ? 0 : 1);
    await expect(app.notices.getByRole('region')).toHaveCount(0);
  });

test('without a secure context everything works in memory, and a saved project brings it back', async ({
  app,
  page,
  earth,
  folder,
}) => {
  await page.addInitScript(insecure);
  await withoutInWorkers(page, insecure);
  await app.open();
  await expect(banner(app)).toContainText('Save project');
  await walk(app, earth);
  await page.getByRole('button', { name: 'Project' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save project' }).click();
  const file = `${folder}/project.zip`;
  await (await download).saveAs(file);
  await page.reload();
  await expect(app.data.chooseFolderButton).toBeVisible();
  await page.getByRole('button', { name: 'Project' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Open project…' }).click();
  await (await chooser).setFiles(file);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Replace|Open)/ })
    .click();
  await expect(app.train.runs).toHaveCount(1);
  await expect(app.data.photos('coast').locator('img').first()).toBeVisible();
});

import { traceMainThread } from '../scripts/bench/main-thread.ts';
import { layFormerDatabase } from './fixtures/former-database.ts';
import { RunsDialog } from './fixtures/runs-dialog.ts';
import { expect, test } from './fixtures/test.ts';

test('a project of the version before, with runs on ten thousand photos, opens; a note costs no long task', async ({
  app,
  page,
}) => {
  await layFormerDatabase(page, { photos: 10_000, classes: 20, runs: 3 });
  await app.open('?backend=wasm&threads=1');
  await expect(app.train.runCalled('Run 3')).toContainText('90');
  await expect(app.evaluate.stage).toContainText('9,000 of 10,000 right');

  const all = new RunsDialog(page);
  await app.train.allRuns.click();
  await all.openDetails('Run 3');
  await all.note.click();
  const longest = await traceMainThread(page);
  await page.keyboard.type('What I saw.', { delay: 60 });
  await page.keyboard.press('Tab');
  await page.waitForFunction(async () => {
    const open = indexedDB.open('headstart');
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const reading = open.result.transaction('runs').objectStore('runs').get('run-3');
    await new Promise((resolve) => {
      reading.onsuccess = resolve;
    });
    open.result.close();
    return reading.result.note === 'What I saw.';
  });
  const took = await longest();
  console.log(`longest task while a note is typed and stored: ${took.toFixed(1)} ms`);
  expect(took).toBeLessThan(50);
  await all.close();

  await app.train
    .runCalled('Run 1')
    .getByRole('button', { name: /^Run 1/ })
    .click();
  await expect(app.evaluate.stage).toContainText('Run 1');
  await page.reload();
  await expect(app.evaluate.stage).toContainText('9,000 of 10,000 right');
  await app.train.allRuns.click();
  await all.openDetails('Run 3');
  await expect(all.note).toHaveValue('What I saw.');
});

import type { Page } from '@playwright/test';
import type { AppPage } from './fixtures/app-page.ts';
import { record } from './fixtures/recorder.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

const LAST_BLOCK = 30;

/** A few photos, the head, then the last block for long enough to be cut off in the middle. */
async function prepareLastBlock(app: AppPage, earth: SampleSet): Promise<void> {
  await app.open('?backend=wasm');
  await app.data.bring(earth.some());
  await app.model.pick('Last block');
  await app.model.stageNumber('Fine-tuning', 'epochs').fill(String(LAST_BLOCK));
}

test('a gradual run solves the head, then opens blocks stage by stage', async ({ app }) => {
  await app.open('?backend=wasm');
  await app.data.startWith('Earth from space');
  await app.model.pick('Gradually');
  await app.model.stageNumber('Stage 1', 'epochs').fill('1');
  await app.model.stageNumber('Stage 2', 'blocks').fill('2');
  await app.model.stageNumber('Stage 2', 'epochs').fill('1');
  const shown = await record(app.train.stage);
  await app.train.run();
  const texts = (await shown.texts()).join('\n');
  expect(texts).toContain('Solving the head');
  expect(texts).toMatch(/Reading photos up to \S+/);
  expect(texts).toContain('Stage 1 of 2: 1 block learns');
  expect(texts).toContain('Stage 2 of 2: 2 blocks learn');
  await expect(app.train.runs).toContainText('2 stages of fine-tuning');
  // Folds would each take as long: the validation photos are held out, and can be learned from in the end.
  await expect(app.evaluate.stage).toContainText(/\d+ of 18 right/);
  await expect(app.evaluate.learnFromAll).toBeVisible();
  const rows = await app.train.history();
  const learned = rows.slice(1).map((row) => row.split('\t').at(-1));
  expect(learned.slice(-2)).toEqual(['stage 1', 'stage 2']);
  // The head takes as many iterations as it needs.
  expect(learned.length).toBeGreaterThan(3);
  expect(new Set(learned.slice(0, -2))).toEqual(new Set(['head']));
});

test('paused and resumed, or cut off by a reload and resumed, a run ends as if nothing had happened', async ({
  app,
  earth,
  page,
}) => {
  test.setTimeout(300_000);
  await prepareLastBlock(app, earth);
  await app.train.run();
  const uninterrupted = await app.train.history();
  expect(uninterrupted.filter((row) => row.endsWith('stage 1'))).toHaveLength(LAST_BLOCK);
  const resume = app.train.unfinished.getByRole('button', { name: 'Resume' });

  await test.step('Pause and Resume', async () => {
    await app.train.button.click();
    await app.train.beyond(1);
    await app.train.pause.click();
    await expect(app.train.unfinished).toContainText(new RegExp(`Paused at epoch \\d+ of ${LAST_BLOCK}`));
    await expect(app.train.button).toBeEnabled();
    await resume.click();
    await app.train.finished(2);
    await expect(app.train.unfinished).toHaveCount(0);
    expect(await app.train.history()).toEqual(uninterrupted);
  });

  await test.step('reload and Resume', async () => {
    await app.train.button.click();
    await app.train.beyond(1);
    await page.reload();
    await expect(app.train.unfinished).toContainText(new RegExp(`Paused at epoch \\d+ of ${LAST_BLOCK}`));
    await resume.click();
    await app.train.finished(3);
    expect(await app.train.history()).toEqual(uninterrupted);
  });
});

test('an unfinished run is discarded and brought back; discarded for good, it does not come again', async ({
  app,
  earth,
  page,
}) => {
  test.setTimeout(300_000);
  await prepareLastBlock(app, earth);
  const discard = app.train.unfinished.getByRole('button', { name: 'Discard' });
  await app.train.button.click();
  await app.train.beyond(1);
  await app.train.pause.click();
  await discard.click();
  await expect(app.train.unfinished).toHaveCount(0);
  await app.undo.click();
  await app.train.unfinished.getByRole('button', { name: 'Resume' }).click();
  await app.train.finished(1);

  await app.train.button.click();
  await app.train.beyond(1);
  await app.train.pause.click();
  await discard.click();
  await expectNothingUnfinished(app, page);
});

test('Stop while fine-tuning leaves nothing unfinished', async ({ app, earth, page }) => {
  await prepareLastBlock(app, earth);
  await app.train.button.click();
  await app.train.beyond(1);
  await app.train.stop.click();
  await expect(app.train.stage).toContainText('Stopped.', { timeout: 2000 });
  await expectNothingUnfinished(app, page);
});

test('a tab that is closed with Stop leaves nothing unfinished either', async ({ app, earth, page }) => {
  await prepareLastBlock(app, earth);
  await app.train.button.click();
  await app.train.beyond(1);
  const loaded = page.waitForEvent('load');
  // In one task: the worker can't have answered.
  await app.train.stop.evaluate((button: HTMLButtonElement) => {
    button.click();
    location.reload();
  });
  await loaded;
  await expect(app.train.button).toBeEnabled();
  await expect(app.train.unfinished).toHaveCount(0);
  await page.reload();
  await expect(app.train.button).toBeEnabled();
  await expect(app.train.unfinished).toHaveCount(0);
});

/** Trains the head alone, which waits its turn behind whatever the worker still writes; then reloads. */
async function expectNothingUnfinished(app: AppPage, page: Page): Promise<void> {
  await app.model.pick('Head only');
  await app.train.run();
  await page.reload();
  await expect(app.train.button).toBeEnabled();
  await expect(app.train.unfinished).toHaveCount(0);
}

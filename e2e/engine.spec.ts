import type { Page } from '@playwright/test';
import { extractions, record } from './fixtures/recorder.ts';
import { expect, test } from './fixtures/test.ts';

function engineWorker(page: Page) {
  const worker = page.workers().find((candidate) => candidate.url().includes('engine.worker'));
  if (!worker) throw new Error('the page has no engine');
  return worker;
}

test('an engine that dies in the middle of an extraction is started again, and the training goes on', async ({
  app,
  page,
}) => {
  await app.open();
  await app.data.startWith('Handwritten digits');
  await app.engineOn(/^WebAssembly/);
  const status = await record(app.status);
  const training = await record(app.train.stage);
  const dead = engineWorker(page);
  await app.train.button.click();
  await expect(app.train.progress).toHaveAttribute('aria-valuetext', /^[1-9]\d* of 240 photos$/);
  const closed = dead.waitForEvent('close');
  // Not within the call, whose answer would be lost.
  await dead.evaluate(() => {
    setTimeout(() => self.close());
  });
  await closed;
  await app.train.finished();
  const said = (await status.texts()).join('\n');
  expect(said).toMatch(/Starting the engine again:\s+The engine was ended by the browser\./);
  await app.engineOn(/^WebAssembly/);
  // It went on from what had been extracted.
  const [first = 0, second = 0] = await extractions(training);
  expect(first).toBe(240);
  expect(second).toBeLessThan(240);
  expect(second).toBeGreaterThan(0);
  expect(engineWorker(page)).not.toBe(dead);
});

test('the page says what computes and why, and takes another choice', async ({ app, earth }) => {
  await app.open();
  await expect(app.status).toContainText('The engine starts when it is first needed.');
  await app.data.chooseFiles([...earth.take('sea', 2)]);
  await app.engineOn(
    /^WebAssembly.*: No graphics processor can be used here, so the processor does the work\.$/,
  );
  await app.status.getByRole('combobox', { name: 'Computes with' }).selectOption('cpu');
  await app.engineOn(/^Plain JavaScript: You chose it\.$/);
});

test('the address chooses backend and threads', async ({ app, earth }) => {
  await app.open('?backend=wasm&threads=1');
  await app.data.chooseFiles([...earth.take('sea', 2)]);
  await app.engineOn(/^WebAssembly: You chose it\.$/);
});

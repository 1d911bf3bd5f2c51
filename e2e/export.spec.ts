import type { Browser, Page } from '@playwright/test';
import { traceMainThread } from '../scripts/bench/main-thread.ts';
import type { ModelManifest } from '../src/core/export/model-manifest.ts';
import type * as Headstart from '../src/exported/tfjs/headstart-types.ts';
import { audit } from './fixtures/axe.ts';
import { ExportPanel, unzip } from './fixtures/export-panel.ts';
import { zipOf } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

const SITE = 'https://export.example/';
const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  wasm: 'application/wasm',
};

/** Another browser's window that can reach the export's folder and nothing else. */
async function openFolder(browser: Browser, files: ReadonlyMap<string, Uint8Array>) {
  const context = await browser.newContext();
  const foreign: string[] = [];
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    const path = url.slice(SITE.length) || 'index.html';
    const content = url.startsWith(SITE) ? files.get(path) : undefined;
    if (content === undefined) {
      // A browser asks by itself for a tab's icon.
      if (!url.endsWith('/favicon.ico')) foreign.push(url);
      await route.abort();
      return;
    }
    const contentType = types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    await route.fulfill({ contentType, body: Buffer.from(content) });
  });
  const page = await context.newPage();
  await page.goto(SITE);
  return { page, foreign, close: () => context.close() };
}

/** What the export's loader says of a picture, in the order of its classes. */
function answer(page: Page, base64: string): Promise<readonly number[]> {
  return page.evaluate(
    async ([script, data]) => {
      const { load } = (await import(script)) as typeof Headstart;
      const model = await load();
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const answers = await model.predict(new Blob([bytes]));
      return model.classes.map((name) => answers.find((one) => one.name === name)?.probability ?? 0);
    },
    [`${SITE}headstart.js`, base64] as const,
  );
}

test('a TensorFlow.js export answers elsewhere, and read back, as the page does', async ({
  app,
  earth,
  page,
  browser,
}) => {
  const photos = ['ice', 'sea', 'forest'].flatMap((name) => earth.take(name, 10));
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open('?backend=wasm');
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await app.train.run();
  const panel = new ExportPanel(page);
  await panel.open();
  await panel.checkWith('My photos');
  await expect(panel.photos).toHaveCount(3);
  const names = await panel.photos.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));
  const shown = names.map((name) => photos.find((photo) => photo.name === name));
  const [first] = shown;
  if (!first) throw new Error('the photos that go along are not those that came');

  const exported = await test.step('by keyboard, with nothing long on the main thread', async () => {
    const longest = await traceMainThread(page);
    const saved = await panel.save('TensorFlow.js', async () => {
      await panel.button('TensorFlow.js').focus();
      await page.keyboard.press('Enter');
    });
    expect(await longest()).toBeLessThan(50);
    expect(saved.name).toBe('Headstart model, Run 1, TensorFlow.js.zip');
    expect((await audit(page, '[aria-label="Export"]')).found).toEqual([]);
    return saved;
  });

  const files = await unzip(exported);
  const manifest: ModelManifest = JSON.parse(Buffer.from(files.get('headstart.json') ?? []).toString());
  expect(Buffer.from(files.get('LICENSE.txt') ?? []).toString()).toContain('Vladimir Mandic');

  await test.step('in a window of its own, without a network', async () => {
    const elsewhere = await openFolder(browser, files);
    await expect(elsewhere.page.locator('#check')).toContainText('Self-check passed: 3 pictures');
    for (const [i, photo] of shown.entries()) {
      const got = await answer(elsewhere.page, Buffer.from(photo?.bytes ?? []).toString('base64'));
      const expected = manifest.golden[i]?.probabilities ?? [];
      expect(got).toHaveLength(3);
      for (const [c, probability] of expected.entries())
        expect(Math.abs((got[c] ?? 0) - probability)).toBeLessThan(1e-4);
    }
    expect(elsewhere.foreign).toEqual([]);
    await elsewhere.close();
  });

  await test.step('opened in the page it is a run with the same answers', async () => {
    await app.use.choose(first);
    const before = await app.use.answer();
    const probabilities = manifest.golden[0]?.probabilities ?? [];
    expect(Math.abs((before[0]?.percent ?? 0) / 100 - Math.max(...probabilities))).toBeLessThan(0.006);
    await panel.choose(exported);
    await expect(panel.opened).toContainText('is Run 1 from a file now, and answers');
    await expect(app.train.runs).toHaveCount(2);
    await expect(app.use.stage).toContainText('Run 1 from a file answers');
    expect(await app.use.answer()).toEqual(before);
  });

  await test.step('a file that was changed is refused, and nothing is stored', async () => {
    const shard = 'group1-shard1of1.bin';
    const changed = Uint8Array.from(files.get(shard) ?? []);
    changed.copyWithin(600_000, 0, 100_000);
    const tree = { ...Object.fromEntries(files), [shard]: changed };
    await panel.choose({ name: 'changed.zip', bytes: await zipOf(tree) });
    await expect(app.use.stage).toContainText('nothing was stored');
    await expect(app.train.runs).toHaveCount(2);
  });

  await test.step('it fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(panel.button('Keras')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

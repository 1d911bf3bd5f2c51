import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newerIn } from '../scripts/build/newer-features.ts';
import { copying } from '../src/core/fill-in.ts';
import { withoutInWorkers } from './fixtures/older-browser.ts';
import { expect, test } from './fixtures/test.ts';

/** What the oldest browsers lack and the build has all the same, with why that is no harm. */
const harmless: Readonly<Record<string, string>> = {
  // src/core/fill-in.ts
  ...Object.fromEntries(Object.keys(copying).map((name) => [`.${name}()`, 'filled in'])),
  'AbortSignal.any': 'filled in',
  'URL.canParse': 'filled in',
  '.randomUUID()': 'filled in',
  '.requestVideoFrameCallback()': 'asked for first, with animation frames instead',
  '.cancelVideoFrameCallback()': 'asked for first',
  '.estimate()': 'asked for first',
  '.enumerateDevices()': 'in all of them, with limits: the camera’s own name may be missing',
  '.startViewTransition()': 'React’s, for what is not used here',
  ViewTransition: 'a name of React’s',
  Profiler: 'a name of React’s',
  GPUBuffer: 'tfjs on WebGPU, where that is',
  GPUTexture: 'tfjs on WebGPU, where that is',
  'Symbol.dispose': 'asked for first',
  'Symbol.asyncDispose': 'asked for first',
  '.getAllRecords()': 'the IndexedDB in memory’s own',
  '.intersection()': 'the IndexedDB in memory’s own',
  IDBRecord: 'the IndexedDB in memory’s own',
  scheduler: 'the IndexedDB in memory asks for it first',
  '.take()': 'the reader of tars’ own',
  '.bytes()': 'protobuf’s reader',
  '.tag()': 'protobuf’s writer',
  '.dispose()': 'tfjs’s tensors',
  '.memory()': 'tfjs’s engine',
  '.minimize()': 'tfjs’s optimisers',
  '.grow()': 'Emscripten’s memory',
  '.handle()': 'HDF5’s own',
  '.image()': 'a loader’s own',
  '.number()': 'a parser’s own',
  '.share()': 'a scope’s own',
};

test('nothing in the build is newer than the oldest browsers, but for what is known to be harmless', async () => {
  const folder = process.env.E2E_DIST ?? 'dist';
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  const unknown: string[] = [];
  for (const file of files)
    for (const name of newerIn(await readFile(join(folder, file), 'utf8')))
      if (!(name in harmless)) unknown.push(`${name} (${file})`);
  expect(unknown).toEqual([]);
});

test('no file imports a worker’s script: WebKit would run it a second time in the same worker', async () => {
  const folder = process.env.E2E_DIST ?? 'dist';
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  const importing: string[] = [];
  for (const file of files) {
    const code = await readFile(join(folder, file), 'utf8');
    if (/(from|import) ?\(?["'`]\.\/[a-z]+\.worker-/.test(code)) importing.push(file);
  }
  expect(files.filter((file) => /\.worker-/.test(file))).toHaveLength(2);
  expect(importing).toEqual([]);
});

test('a browser without what is filled in trains, answers and shows its menus', async ({
  app,
  page,
  earth,
}) => {
  const script = `
    for (const name of ${JSON.stringify([...Object.keys(copying)])}) delete Array.prototype[name];
    delete AbortSignal.any;
    delete URL.canParse;
    delete Crypto.prototype.randomUUID;`;
  await page.addInitScript(
    `${script}
    for (const name of ['showPopover', 'hidePopover', 'togglePopover', 'popover']) delete HTMLElement.prototype[name];
    delete HTMLVideoElement.prototype.requestVideoFrameCallback;
    delete StorageManager.prototype.estimate;`,
  );
  await withoutInWorkers(page, script);
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  await expect(app.evaluate.stage).toContainText(/\d+ of \d+ right/);
  const [photo] = earth.take('sea', 1, { split: 'test' });
  if (photo) await app.use.choose(photo);
  await expect(app.use.bars.first()).toContainText('sea');
  await app.data.act('ice', 'Delete class and its photos');
  await expect(app.data.classSection('ice')).toHaveCount(0);
});

for (const [what, script] of [
  ['OffscreenCanvas', 'delete window.OffscreenCanvas;'],
  [
    'workers made of modules',
    'const { Worker } = window; window.Worker = function (address) { return new Worker(address); };',
  ],
  ['today’s JavaScript', 'delete Array.prototype.findLast;'],
  ['dialogs', 'delete window.HTMLDialogElement;'],
] as const)
  test(`a browser without ${what} is told so in one sentence, and loads nothing more`, async ({ page }) => {
    const scripts: string[] = [];
    page.on('worker', (worker) => scripts.push(worker.url()));
    await page.addInitScript(script);
    // The reading ends before the page has loaded.
    await page.goto('./', { waitUntil: 'commit' });
    await expect(page.getByRole('alert')).toContainText(`lacks`);
    await expect(page.getByRole('alert')).toContainText(what);
    await expect(page.locator('body > *')).toHaveCount(1);
    expect(await page.evaluate(() => document.querySelector('script[type="module"]'))).toBeNull();
    expect(scripts).toEqual([]);
  });

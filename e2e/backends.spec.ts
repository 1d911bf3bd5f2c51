import type { Browser } from '@playwright/test';
import { AppPage } from './fixtures/app-page.ts';
import { crashGraphics } from './fixtures/chromium.ts';
import { zipOf } from './fixtures/folders.ts';
import type { Guard } from './fixtures/guard.ts';
import { record } from './fixtures/recorder.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';
import type { Bar } from './fixtures/use-stage.ts';

interface Backend {
  readonly query: string;
  readonly words: RegExp;
  /** What the page says when its device was lost; null: it has none that could be. */
  readonly lost: RegExp | null;
}
const reference: Backend = {
  query: '?backend=wasm&threads=1',
  words: /^WebAssembly: You chose it\.$/,
  lost: null,
};
const others: readonly Backend[] = [
  // The slowest first.
  { query: '?backend=webgpu', words: /^WebGPU: You chose it\.$/, lost: /The graphics processor was lost\./ },
  { query: '?backend=webgl', words: /^WebGL: You chose it\.$/, lost: /The graphics context was lost\./ },
  { query: '?backend=wasm&threads=2', words: /^WebAssembly, 2 threads: You chose it\.$/, lost: null },
];

interface Site {
  readonly browser: Browser;
  readonly baseURL: string;
  readonly guard: Guard;
}

interface Answers {
  readonly bars: readonly (readonly Bar[])[];
  /** Losses of the epochs of fine-tuning, nats. */
  readonly losses: readonly number[];
}

/** Two batches of a graphics processor that is only software: its device is lost in the second. */
const PHOTOS = 8;

/**
 * Two classes that are hard to tell apart, four photos each: the head learns, then the backbone's last block, and the
 * model is asked about two more. Where there is a device that can be lost, it is, while it looks at the photos.
 */
async function answers(
  { browser, baseURL, guard }: Site,
  earth: SampleSet,
  { query, words, lost }: Backend,
): Promise<Answers> {
  // Storage of its own: features that another backend has computed must not be found.
  const context = await browser.newContext({ baseURL });
  guard.watch(context);
  const app = new AppPage(await context.newPage());
  const photos = [...earth.take('coast', PHOTOS / 2), ...earth.take('mountains', PHOTOS / 2)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open(query);
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await app.engineOn(words);
  await app.model.pick('Last block');
  await app.model.stageNumber('Fine-tuning', 'epochs').fill('2');
  await app.train.button.click();
  if (lost !== null) await loseDevice(app, browser, lost);
  await app.train.finished(1, 360_000);
  await app.engineOn(words);
  const losses = (await app.train.history())
    .map((row) => row.split('\t'))
    .filter((cells) => cells.at(-1) === 'stage 1')
    .map((cells) => Number(cells[3]));
  const bars: (readonly Bar[])[] = [];
  for (const className of ['coast', 'mountains']) {
    const [photo] = earth.take(className, 1, { split: 'test' });
    if (!photo) continue;
    await app.use.choose(photo);
    await expect(app.use.stage.getByRole('img', { name: photo.name })).toBeVisible();
    bars.push(await app.use.answer(120_000));
  }
  await context.close();
  return { bars, losses };
}

/** Crashes what computes for the page while it looks at photos, and waits until the page has said so. */
async function loseDevice(app: AppPage, browser: Browser, said: RegExp): Promise<void> {
  const status = await record(app.status);
  const done = () => app.train.progress.getAttribute('aria-valuetext');
  // Looked at often, since the second batch is the last.
  await expect
    .poll(done, { intervals: [50], timeout: 120_000 })
    .toMatch(new RegExp(`^[1-9] of ${PHOTOS} photos$`));
  await crashGraphics(browser);
  await expect.poll(async () => (await status.texts()).join('\n'), { timeout: 60_000 }).toMatch(said);
}

for (const other of others)
  test(`${other.query} learns and predicts what ${reference.query} does${other.lost ? ', though its device is lost on the way' : ''}`, async ({
    browser,
    baseURL,
    earth,
    guard,
  }) => {
    test.setTimeout(600_000);
    const site = { browser, baseURL: baseURL ?? '', guard };
    const expected = await answers(site, earth, reference);
    const got = await answers(site, earth, other);
    expect(expected.losses).toHaveLength(2);
    for (const [index, loss] of expected.losses.entries())
      expect(Math.abs((got.losses[index] ?? Number.NaN) - loss)).toBeLessThanOrEqual(0.005);
    expect(expected.bars.map((bars) => bars.length)).toEqual([2, 2]);
    for (const [index, bars] of expected.bars.entries())
      for (const { name, percent } of bars) {
        const bar = got.bars[index]?.find((other) => other.name === name);
        // Shown in whole per cent, so that the last digit may be rounded otherwise.
        expect(Math.abs((bar?.percent ?? Number.NaN) - percent)).toBeLessThanOrEqual(1);
      }
  });

test('a graphics processor that is only software is not chosen', async ({ app, earth }) => {
  await app.open();
  await app.data.chooseFiles(earth.take('sea', 2));
  await app.engineOn(/^WebAssembly.*: No graphics processor can be used here/);
});

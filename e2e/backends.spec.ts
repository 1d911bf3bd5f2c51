import type { AppPage } from './fixtures/app-page.ts';
import { crashGraphics } from './fixtures/chromium.ts';
import { zipOf } from './fixtures/folders.ts';
import { record } from './fixtures/recorder.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';
import type { Bar } from './fixtures/use-stage.ts';

interface Backend {
  readonly query: string;
  readonly words: RegExp;
  /** What the page says when its device was lost; null: it has none that could be. */
  readonly lost: RegExp | null;
  /** Whether it is lost once more, in the middle of fine-tuning. */
  readonly lostInFineTuning?: true;
}
const reference: Backend = {
  query: '?backend=wasm&threads=1',
  words: /^WebAssembly: You chose it\.$/,
  lost: null,
};
const others: readonly Backend[] = [
  // The slowest first.
  { query: '?backend=webgpu', words: /^WebGPU: You chose it\.$/, lost: /The graphics processor was lost\./ },
  {
    query: '?backend=webgl',
    words: /^WebGL: You chose it\.$/,
    lost: /The graphics context was lost\./,
    lostInFineTuning: true,
  },
  { query: '?backend=wasm&threads=2', words: /^WebAssembly, 2 threads: You chose it\.$/, lost: null },
];

interface Answers {
  readonly bars: readonly (readonly Bar[])[];
  /** The epochs' numbers, as the page tells them. */
  readonly history: readonly string[];
}

/** Two batches of a graphics processor that is only software: its device is lost in the second. */
const PHOTOS = 6;
const EPOCHS = 2;

// In one worker, which asks the reference once.
test.describe.configure({ mode: 'default' });
let asked: Promise<Answers> | undefined;

/**
 * Two classes that are hard to tell apart, three photos each: the head is solved, then the backbone's last block learns.
 * The penalty is given, since to find one is to solve the same head again and again, which takes software a minute.
 */
async function prepare(app: AppPage, earth: SampleSet, { query, words }: Backend): Promise<void> {
  const photos = [...earth.take('coast', PHOTOS / 2), ...earth.take('mountains', PHOTOS / 2)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open(query);
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await app.engineOn(words);
  await app.model.setPenalty(1);
  await app.model.pick('Last block');
  await app.model.stageNumber('Fine-tuning', 'epochs').fill(String(EPOCHS));
}

/** Trains; where there is a device that can be lost, it is, while it looks at the photos. Then asks about two more. */
async function answers(app: AppPage, earth: SampleSet, { words, lost }: Backend): Promise<Answers> {
  await app.train.button.click();
  if (lost !== null) await loseDevice(app, new RegExp(`^[1-9] of ${PHOTOS} photos$`), lost);
  await app.train.finished(1, 360_000);
  await app.engineOn(words);
  const history = await app.train.history();
  const bars: (readonly Bar[])[] = [];
  for (const className of ['coast', 'mountains']) {
    const [photo] = earth.take(className, 1, { split: 'test' });
    if (!photo) continue;
    await app.use.choose(photo);
    await expect(app.use.stage.getByRole('img', { name: photo.name })).toBeVisible();
    bars.push(await app.use.answer(120_000));
  }
  return { bars, history };
}

/** Losses of the epochs of fine-tuning, nats. */
const lossesOf = ({ history }: Answers): readonly number[] =>
  history
    .map((row) => row.split('\t'))
    .filter((cells) => cells.at(-1) === 'stage 1')
    .map((cells) => Number(cells[3]));

/** Crashes what computes for the page as soon as it has come so far, and waits until the page has said so. */
async function loseDevice(app: AppPage, progress: RegExp, said: RegExp): Promise<void> {
  const status = await record(app.status);
  const done = () => app.train.progress.getAttribute('aria-valuetext');
  // Looked at often, since what is left may take a second.
  await expect.poll(done, { intervals: [50], timeout: 240_000 }).toMatch(progress);
  const browser = app.page.context().browser();
  if (!browser) throw new Error('the page is in no browser');
  await crashGraphics(browser);
  await expect.poll(async () => (await status.texts()).join('\n'), { timeout: 60_000 }).toMatch(said);
}

for (const other of others)
  test(`${other.query} learns and predicts what ${reference.query} does${other.lost ? ', though its device is lost on the way' : ''}`, async ({
    app,
    elsewhere,
    earth,
  }) => {
    test.setTimeout(600_000);
    asked ??= prepare(elsewhere, earth, reference).then(() => answers(elsewhere, earth, reference));
    const expected = await asked;
    await prepare(app, earth, other);
    const got = await answers(app, earth, other);
    const losses = lossesOf(got);
    expect(lossesOf(expected)).toHaveLength(EPOCHS);
    for (const [index, loss] of lossesOf(expected).entries())
      expect(Math.abs((losses[index] ?? Number.NaN) - loss)).toBeLessThanOrEqual(0.005);
    expect(expected.bars.map((bars) => bars.length)).toEqual([2, 2]);
    for (const [index, bars] of expected.bars.entries())
      for (const { name, percent } of bars) {
        const bar = got.bars[index]?.find((other) => other.name === name);
        // Shown in whole per cent, so that the last digit may be rounded otherwise.
        expect(Math.abs((bar?.percent ?? Number.NaN) - percent)).toBeLessThanOrEqual(1);
      }

    const { lost, lostInFineTuning } = other;
    if (lost !== null && lostInFineTuning)
      await test.step('a device that is lost in the middle of fine-tuning is replaced, and the run ends as if it had not been', async () => {
        await app.train.button.click();
        await loseDevice(app, new RegExp(`^[1-9] of ${EPOCHS} epochs$`), lost);
        await app.train.finished(2, 240_000);
        expect(await app.train.history()).toEqual(got.history);
      });
  });

test('a graphics processor that is only software is not chosen', async ({ app, earth }) => {
  await app.open();
  await app.data.chooseFiles(earth.take('sea', 2));
  await app.engineOn(/^WebAssembly.*: No graphics processor can be used here/);
});

import { readdir } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { allShown, lessonHash } from '../src/core/lesson/lesson.ts';
import { defaultRecipe } from '../src/core/training/recipe.ts';
import { AppPage } from './fixtures/app-page.ts';
import { zipOf } from './fixtures/folders.ts';
import { failOnce, laterParts, mended } from './fixtures/later-parts.ts';
import { missing } from './fixtures/missing.ts';
import { withoutInWorkers } from './fixtures/older-browser.ts';
import { expect, test } from './fixtures/test.ts';
import { dropFiles } from './fixtures/transfer.ts';

/** What only a lesson, other settings, some photos and some drops bring. */
const rarer = [
  ...['FineTuningPlan', 'Estimate', 'RateFinder', 'Suggestions', 'ViewsPreview', 'GuessForm', 'LessonBanner'],
  ...['ConflictsDialog', 'DuplicatesDialog', 'NearDuplicates'],
  ...['DroppedModel', 'ImportPlanDialog', 'ImportReport'],
];
/** What a second tab brings, and a browser that keeps nothing. */
const banners = ['TabBanner', 'MemoryBanner'];
/** What a damaged record brings: damaged.spec.ts has it fail once. */
const damaged = ['DamagedBanner'];

/** In one file, which is fetched when the person stirs (vite.config.ts). */
const TOGETHER = 'photos';

/** Parts that are a file of their own, sorted; small ones lie in that of another part. */
async function alone(parts: readonly string[]): Promise<readonly string[]> {
  const files = await readdir(`${process.env.E2E_DIST ?? 'dist'}/assets`);
  const isFile = (part: string) => files.some((file) => file.startsWith(`${part}-`) && file.endsWith('.js'));
  return parts.filter(isFile).sort();
}

test.use({ actionTimeout: 8000 });

test('each part that is fetched later may fail once: it says so, nothing goes with it, and Try again brings it', async ({
  app,
  page,
  earth,
  guard,
}) => {
  test.setTimeout(400_000);
  // What fails is told in the console too: by the browser, and by React with its stack.
  guard.expect(/^console: /);
  const parts = await laterParts();
  expect(parts.length).toBeGreaterThan(40);
  const { failed, fetched } = await failOnce(page, [...parts, TOGETHER]);
  const dialog = page.getByRole('dialog');
  const close = async () => {
    await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
    await expect(dialog).toHaveCount(0);
  };
  const project = async (item: string) => {
    await page.getByRole('banner').getByRole('button', { name: 'Project', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const choose = async (item: string) => {
    const chooser = page.waitForEvent('filechooser');
    await project(item);
    await (await chooser).setFiles({
      name: 'no.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('no'),
    });
  };
  const disclose = (stage: Locator, name: string) => stage.getByRole('button', { name, exact: true }).click();

  await app.open();
  await page.keyboard.press('Tab');
  await expect(app.notice('A part of the page could not be fetched')).toBeVisible();
  await app
    .notice('A part of the page could not be fetched')
    .getByRole('button', { name: 'Dismiss' })
    .click();

  // Before there are photos: the header and the lowest line.
  await page.getByRole('button', { name: 'About Headstart' }).click();
  await expect(dialog).toContainText('About Headstart could not be shown.');
  await expect(dialog).toContainText('Its code could not be fetched');
  await mended(page, dialog.getByText('Your photos stay here'));
  await close();
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /network/ })
    .click();
  await mended(page, dialog.getByRole('heading').nth(1));
  await close();
  await project('Make a lesson…');
  await mended(page, dialog.getByRole('textbox', { name: 'Title' }));
  await close();
  await choose('Open project…');
  await mended(page, dialog.getByText('The project could not be opened'));
  await close();
  await choose('Open an exported model…');
  await mended(page, dialog.getByText(/could not be/).first());
  await close();

  // Photos.
  const photos = earth.some();
  await app.data.bring(photos);
  await mended(page, app.train.button.and(page.locator(':enabled')));
  await app.data.add('Photos from the webcam');
  await mended(page, page.getByRole('region', { name: 'Webcam' }));
  await page.getByRole('button', { name: 'Close the webcam' }).click();
  await app.data.photos('coast').getByRole('option').first().dblclick();
  await mended(page, dialog.getByRole('img').first());
  await close();
  await app.data.act('coast', 'Merge into…');
  await mended(page, dialog.getByRole('combobox').or(dialog.getByRole('radio')).first());
  await page.keyboard.press('Escape');
  await project('Save project');
  await mended(page, dialog.getByText(/Saved as/));
  await close();

  // The model.
  await disclose(app.model.stage, 'About MobileNetV3 ×0.75');
  await mended(page, app.model.stage.getByText('Trained on').first());
  await disclose(app.model.stage, 'Bring a network of your own');
  await mended(page, dialog.getByText(/Keras|ONNX/).first());
  await page.keyboard.press('Escape');
  await app.model.openMore();
  await mended(page, app.model.stage.getByRole('spinbutton', { name: 'Seed' }));
  await disclose(app.model.stage, 'More augmentation');
  await mended(page, app.model.stage.getByRole('button', { name: 'More augmentation' }));

  // A run, and all that is told of it.
  await app.train.run();
  await mended(page, app.evaluate.stage.getByText(/\d+ of \d+ right/).first());
  for (const name of [
    'Class by class',
    'How sure it is',
    'Where it is weak',
    'Map of the photos',
    'Was it luck?',
  ])
    await disclose(app.evaluate.stage, name);
  await disclose(app.evaluate.stage, 'Labels to check');
  await mended(page, app.evaluate.stage.getByRole('button', { name: 'Labels to check' }));
  for (const name of ['Many pictures at once', 'Export']) await disclose(app.use.stage, name);
  await mended(page, app.use.stage.getByRole('button', { name: 'Export' }).first());
  await app.model.learnStepByStep();
  await disclose(app.train.stage, 'Try several settings');
  await mended(page, app.train.stage.getByRole('button', { name: 'Try several settings' }));
  await app.evaluate.stage
    .getByRole('region', { name: 'Photo by photo' })
    .getByRole('listitem')
    .first()
    .getByRole('button')
    .click();
  await mended(page, dialog.getByRole('img').first());
  await close();
  await app.train.run();
  await disclose(app.evaluate.stage, 'Combine runs');
  await mended(page, app.evaluate.stage.getByRole('button', { name: 'Combine runs' }));
  await app.train.allRuns.click();
  await mended(page, dialog.getByRole('table'));
  await close();

  // What failed after it was looked at is mended too.
  await expect(async () => {
    for (const button of await page.getByRole('button', { name: 'Try again' }).all())
      await button.click({ timeout: 1000 });
    expect([...fetched].sort(), 'what has failed was fetched then').toEqual([...failed].sort());
  }).toPass({ timeout: 60_000 });
  expect(
    (await alone(parts)).filter(
      (part) => !failed.has(part) && ![...rarer, ...banners, ...damaged].includes(part),
    ),
  ).toEqual([]);
});

test('so may what only a lesson, other settings, some photos and some drops bring', async ({
  app,
  page,
  earth,
  guard,
}) => {
  test.setTimeout(300_000);
  guard.expect(/^console: /);
  const { failed, fetched } = await failOnce(page, rarer);
  const dialog = page.getByRole('dialog');
  const { model, data, train } = app;
  const lesson = { title: 'Ice or sea', text: '', sample: null, parts: allShown, predictFirst: true };
  await page.goto(`./?backend=wasm${lessonHash({ ...lesson, recipe: defaultRecipe })}`);
  await mended(page, page.getByRole('region', { name: 'Ice or sea' }));

  const photos = [...earth.take('desert', 4), ...earth.take('mountains', 4)];
  const tree = photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes] as const);
  const [first, , , , fifth] = photos;
  if (!first || !fifth) throw new Error('There are no photos.');
  await test.step('drops', async () => {
    const one = Object.fromEntries(tree.slice(0, 2).map(([, bytes], i) => [`train/${i}.jpg`, bytes]));
    await dropFiles(data.stage, [
      { name: 'x.zip', bytes: await zipOf({ ...one, 'test/2.jpg': fifth.bytes }) },
    ]);
    await mended(page, dialog.getByRole('heading', { name: 'How these photos are read' }));
    await page.keyboard.press('Escape');
    const exported = await zipOf({ 'headstart.json': Buffer.from('{}') });
    await dropFiles(data.stage, [{ name: 'model.zip', bytes: exported }]);
    await mended(page, dialog.getByRole('button', { name: 'Cancel' }));
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const again = await sharp(fifth.bytes).jpeg({ quality: 60 }).toBuffer();
    const more = {
      'mountains/twice.jpg': first.bytes,
      'mountains/again.jpg': again,
      'desert/notes.pages': Buffer.from('no'),
    };
    const bytes = await zipOf({ ...Object.fromEntries(tree), ...more });
    await dropFiles(data.stage, [{ name: 'photos.zip', bytes }]);
    await data.imported();
    await mended(page, data.stage.getByText(/1 file that is not a photo was left out/));
    await data.stage
      .getByText(/in more than one class/)
      .locator('..')
      .getByRole('button')
      .click();
    await mended(page, dialog.getByRole('img').first());
    await page.keyboard.press('Escape');
  });

  await test.step('settings', async () => {
    await app.augmentation.see.click();
    await mended(page, app.augmentation.panel.locator('canvas').first());
    await model.pick('Gradually');
    await mended(page, model.plan);
    await mended(page, model.estimate.getByRole('button', { name: 'Estimate' }));
    await model.pick('Head only');
    await model.learnStepByStep();
    await model.find.click();
    await mended(page, model.finder);
    await app.advice.suggest.click();
    await expect(app.advice.panel).toContainText('There are suggestions.', { timeout: 120_000 });
    await mended(page, app.advice.suggestions.first());
  });

  await test.step('a guess, and near-duplicates', async () => {
    await mended(page, train.stage.getByRole('slider', { name: /Share of photos new to it/ }));
    await train.stage.getByRole('slider', { name: /Share of photos new to it/ }).fill('20');
    await train.stage.getByRole('button', { name: 'Train with this guess' }).click();
    await expect(train.runs).toHaveCount(1, { timeout: 90_000 });
    const look = data.stage.getByRole('button', { name: 'Look at the near-duplicates' });
    await mended(page, look);
    await look.click();
    await mended(page, dialog.getByRole('img').first());
  });

  const parts = await alone(rarer);
  expect([...failed].sort()).toEqual(parts);
  expect([...fetched].sort()).toEqual(parts);
});

test('so may the lines that say that nothing is kept, and that another tab has the project', async ({
  app,
  context,
  earth,
  elsewhere,
  guard,
}) => {
  guard.expect(/^console: /);
  await app.open();
  await app.data.bring(earth.some());
  const second = new AppPage(await context.newPage());
  const nothingKept = missing['IndexedDB is missing'] ?? '';
  await elsewhere.page.addInitScript(nothingKept);
  await withoutInWorkers(elsewhere.page, nothingKept);
  for (const [other, part, name] of [
    [second, 'TabBanner', 'Open in another tab'],
    [elsewhere, 'MemoryBanner', 'Nothing is kept'],
  ] as const) {
    const { failed, fetched } = await failOnce(other.page, banners);
    await other.open();
    // A browser that keeps nothing tells it when there is something to keep.
    if (other === elsewhere) await other.data.bring(earth.some());
    await mended(other.page, other.page.getByRole('status', { name }));
    expect([...failed]).toEqual([part]);
    expect([...fetched]).toEqual([part]);
  }
});

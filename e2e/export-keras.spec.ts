import { traceMainThread } from '../scripts/bench/main-thread.ts';
import type { ModelManifest } from '../src/core/export/model-manifest.ts';
import type { TrainingFile } from '../src/engine/export/keras/training-file.ts';
import { ExportPanel, unzip } from './fixtures/export-panel.ts';
import { zipOf } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

/** What is looked at in a .keras file's config.json. */
interface KerasConfig {
  readonly class_name: string;
  readonly config: {
    readonly layers: readonly { readonly name: string; readonly class_name: string }[];
    readonly output_layers: readonly unknown[];
  };
}

const jsonOf = (bytes: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(bytes ?? []).toString());

test('a Keras export is what Keras loads, goes on training, and the page reads back', async ({
  app,
  earth,
  page,
}) => {
  const photos = ['ice', 'sea', 'forest'].flatMap((name) => [
    ...earth.take(name, 10),
    ...earth.take(name, 2, { split: 'test' }),
  ]);
  const [ice] = earth.take('ice', 1, { split: 'test' });
  if (!ice) throw new Error('too few photos');
  await app.open('?backend=wasm');
  await app.data.bring(photos);
  await app.train.run();
  await app.use.choose(ice);
  const before = await app.use.answer();
  const panel = new ExportPanel(page);
  await panel.open();

  const exported = await test.step('by keyboard, with nothing long on the main thread', async () => {
    const longest = await traceMainThread(page);
    const saved = await panel.save('Keras', async () => {
      await panel.button('Keras').focus();
      await page.keyboard.press('Enter');
    });
    expect(await longest()).toBeLessThan(50);
    return saved;
  });

  const files = await unzip(exported);
  await test.step('the model and the scripts agree about its parts', async () => {
    const manifest = jsonOf(files.get('headstart.json')) as ModelManifest;
    const training = jsonOf(files.get('training.json')) as TrainingFile;
    const model = await unzip({ name: 'model.keras', bytes: Buffer.from(files.get('model.keras') ?? []) });
    expect([...model.keys()]).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
    const { class_name, config } = jsonOf(model.get('config.json')) as KerasConfig;
    expect(class_name).toBe('Functional');
    expect(config.output_layers[0]).toBe(training.head.at(-1));
    const names = new Set(config.layers.map(({ name }) => name));
    for (const { layers } of training.blocks)
      for (const name of layers) expect(names.has(name) || name === 'input', name).toBe(true);
    expect(names.has(training.features)).toBe(true);
    expect(manifest.recipe.backbone).toBe('mobilenet-v3');
    const known = Object.values(training.photos).map(({ length }) => length);
    // Judged in folds, it has learned from all that are no test photos.
    expect(known).toEqual([30, 0, 6]);
    const scripts = ['train.py', 'check.py', 'steps.py', 'photos.py', 'views.py', 'requirements.txt'];
    expect([...files.keys()]).toEqual(expect.arrayContaining(scripts));
  });

  await test.step('one with other weights is refused, and nothing is stored', async () => {
    const other = await unzip({ name: 'model.keras', bytes: Buffer.from(files.get('model.keras') ?? []) });
    const weights = Uint8Array.from(other.get('model.weights.h5') ?? []);
    weights.copyWithin(weights.length - 400_000, 100_000, 400_000);
    const changed = await zipOf({ ...Object.fromEntries(other), 'model.weights.h5': weights });
    const bytes = await zipOf({ ...Object.fromEntries(files), 'model.keras': changed });
    await panel.choose({ name: 'changed.zip', bytes });
    await expect(app.use.stage).toContainText('The model could not be opened');
    await expect(app.train.runs).toHaveCount(1);
  });

  await test.step('opened in the page it is a run with the same answers', async () => {
    await panel.choose(exported);
    await expect(panel.opened).toContainText('is Run 1 from a file now, and answers');
    await expect(app.train.runs).toHaveCount(2);
    expect(await app.use.answer()).toEqual(before);
  });

  await test.step('it knows the classes by their names: the test photos are judged', async () => {
    await app.evaluate.openTest.click();
    await expect(app.evaluate.stage.getByText(/\d of 6 right/)).toBeVisible();
  });
});

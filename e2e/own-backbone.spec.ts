import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asPytorch, OnnxFile } from '../test-support/engine/backbone/own/onnx-file.ts';
import { vggConvolutions, vggFile } from '../test-support/engine/backbone/own/vgg-file.ts';
import { audit } from './fixtures/axe.ts';
import { zipOf } from './fixtures/folders.ts';
import { OwnBackboneDialog } from './fixtures/own-backbone-dialog.ts';
import { ProjectMenu } from './fixtures/project-menu.ts';
import { expect, test } from './fixtures/test.ts';

const MODEL = join(import.meta.dirname, '../public/models/mobilenet-v3');
const SHARD = 'group1-shard1of1.bin';

test('a network is brought, its settings are found, it is trained on, kept and removed', async ({
  app,
  earth,
  page,
}) => {
  const photos = ['coast', 'desert', 'forest', 'ice', 'mountains', 'sea'].flatMap((name) =>
    earth.take(name, 4),
  );
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  const [model, shard] = await Promise.all([
    readFile(join(MODEL, 'model.json')),
    readFile(join(MODEL, SHARD)),
  ]);
  await app.open('?backend=wasm');
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();

  const own = new OwnBackboneDialog(page);
  await test.step('what can’t be used is refused, and nothing is stored', async () => {
    await own.open();
    await own.readAddress('https://example.org/model.json');
    await expect(own.failure).toContainText('This page asks no other site for anything.');
    await own.chooseFiles([{ name: 'model.json', bytes: model }]);
    await expect(own.failure).toContainText('This file of the model is missing.');
    await own.chooseFiles([
      { name: 'cut.zip', bytes: await zipOf({ 'model.json': model, [SHARD]: shard.subarray(0, 5000) }) },
    ]);
    await expect(own.failure).toContainText('shards end too early');
    await expect(own.whatItIs).toHaveCount(0);
  });

  await test.step('what it is', async () => {
    await own.chooseFiles([
      { name: 'mine.zip', bytes: await zipOf({ 'mine/model.json': model, [`mine/${SHARD}`]: shard }) },
    ]);
    await expect(own.whatItIs).toContainText('A layers model of 1,340,600 parameters');
    await expect(own.whatItIs.getByRole('radio').last()).toBeChecked();
    await expect(own.whatItIs.getByRole('row').last()).toContainText('expanded_conv_14');
    await expect(own.whatItIs.getByRole('row').last()).toContainText('720');
    await expect(own.add).toBeDisabled();
  });

  await test.step('a trial can be stopped, and finds what the pixels want', async () => {
    await own.tryButton.click();
    await own.trials.getByRole('button', { name: 'Stop' }).click();
    await expect(own.tryButton).toBeVisible();
    await own.tryButton.click();
    await expect(own.trials.getByRole('status')).toContainText('Suggested: RGB, 0…255.', { timeout: 60_000 });
    await expect(own.trials.getByRole('radio', { name: 'RGB, 0…255' })).toBeChecked();
  });

  await test.step('nothing for axe to find, and room on a phone', async () => {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect((await audit(page, 'dialog')).found).toEqual([]);
      const hidden = await own.dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      expect(hidden, 'no horizontal scrolling').toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('by keyboard into the catalogue', async () => {
    await own.text('Name').fill('My own network');
    await own.text('Licence').fill('MIT');
    await own.text('Licence').press('Enter');
    await expect(own.dialog).toHaveCount(0);
    await expect(own.button).toBeFocused();
    await expect(app.model.backbone('My own network')).toBeChecked();
  });

  await test.step('it trains, and is there after a reload', async () => {
    await app.train.run();
    await expect(app.train.runs.first()).toContainText('My own network');
    await page.reload();
    await expect(app.model.backbone('My own network')).toBeChecked();
  });

  const [photo] = earth.take('sea', 1, { from: 12 });
  if (!photo) throw new Error('There is no photo to show.');
  await app.use.choose(photo);
  const answer = await app.use.answer();
  const menu = new ProjectMenu(page);
  await menu.button.click();
  const saved = await menu.downloaded(() => menu.item('Save project').click());
  await page.keyboard.press('Escape');

  await test.step('it is removed, brought back, and removed for good', async () => {
    const remove = page.getByRole('button', { name: 'Remove My own network', exact: true });
    await remove.click();
    await expect(app.model.backbone('My own network')).toHaveCount(0);
    await app.undo.click();
    await expect(app.model.backbone('My own network')).toBeChecked();
    await remove.click();
    await expect(app.model.backbone(/^MobileNetV3/)).toBeChecked();
    await page.reload();
    await expect(app.train.runs.first()).toBeVisible();
    await expect(app.model.backbone('My own network')).toHaveCount(0);
  });

  await test.step('a project brings it along, with its runs', async () => {
    await menu.open(saved);
    await expect(menu.openDialog.getByRole('listitem').last()).toHaveText('the network “My own network”');
    await menu.decide('Replace');
    await expect(app.model.backbone('My own network')).toBeChecked();
    await app.use.choose(photo);
    expect(await app.use.answer()).toEqual(answer);
    await page.reload();
    await expect(app.model.backbone('My own network')).toBeChecked();
  });
});

test('VGG’s weights, as Keras publishes them, become a network that trains', async ({ app, earth, page }) => {
  const photos = ['coast', 'ice', 'sea'].flatMap((name) => earth.take(name, 4));
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  // Its layers are narrow, so that the file is small.
  const convolutions = vggConvolutions('vgg-16', [4, 4, 8, 8, 16]);
  const file = 'vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5';
  await app.open('?backend=wasm');
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();

  const own = new OwnBackboneDialog(page);
  await test.step('weights of another network are told from a model', async () => {
    await own.open();
    await expect(own.dialog).toContainText(file);
    await own.chooseFiles([{ name: 'other.h5', bytes: Buffer.from(await vggFile(convolutions.slice(1))) }]);
    await expect(own.failure).toContainText('The file holds weights alone');
    await expect(own.failure).toContainText('model.save("network.keras")');
  });

  await test.step('what it is, and what its pixels want, is known', async () => {
    await own.chooseFiles([{ name: file, bytes: Buffer.from(await vggFile(convolutions)) }]);
    await expect(own.whatItIs).toContainText('VGG-16');
    await expect(own.whatItIs).toContainText('A Keras model of');
    await expect(own.whatItIs.getByRole('row').last()).toContainText('block5');
    await expect(own.trials).toContainText('This network is known by its layers');
    await expect(
      own.trials.getByRole('radio', { name: 'BGR, minus the ImageNet mean (Caffe)' }),
    ).toBeChecked();
    await expect(own.whatItIs.getByRole('spinbutton', { name: 'Size of the picture' })).toHaveValue('224');
  });

  await test.step('it trains, and is there after a reload', async () => {
    await own.add.click();
    await expect(own.dialog).toHaveCount(0);
    await expect(app.model.backbone('VGG-16')).toBeChecked();
    await app.train.run();
    await expect(app.train.runs.first()).toContainText('VGG-16');
    await page.reload();
    await expect(app.model.backbone('VGG-16')).toBeChecked();
  });
});

test('an ONNX file is brought and trained with', async ({ app, earth, page }) => {
  const photos = ['desert', 'forest', 'sea'].flatMap((name) => earth.take(name, 6));
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open('?backend=wasm');
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  const own = new OwnBackboneDialog(page);
  await own.open();

  await test.step('a quantised one is refused by the name of what stands in the way', async () => {
    const bytes = new OnnxFile();
    const quantised = bytes.bytes(bytes.node('QLinearConv', ['x']), [3, 64, 64]);
    await own.chooseFiles([{ name: 'small.onnx', bytes: Buffer.from(quantised) }]);
    await expect(own.failure).toContainText('QLinearConv is part of a quantised network');
    await expect(own.failure).toContainText('small.onnx');
  });

  await test.step('what it is', async () => {
    const file = asPytorch(
      { make: (onnx, x) => onnx.relu(onnx.conv(x, 6, 24, [3, 3], { strides: [2, 2] })), channels: 24 },
      64,
    );
    await own.chooseFiles([{ name: 'tiny.onnx', bytes: Buffer.from(file) }]);
    await expect(own.whatItIs).toContainText('tiny');
    await expect(own.whatItIs).toContainText('An ONNX network of 1,588 parameters');
    await expect(own.whatItIs).toContainText('for pictures of 64 × 64 pixels');
  });

  await test.step('it is trained with, on pixels as PyTorch wants them', async () => {
    await own.trials.getByRole('radio', { name: 'RGB, ImageNet mean and deviation' }).check();
    await own.add.click();
    await expect(own.dialog).toHaveCount(0);
    await expect(app.model.backbone('tiny')).toBeChecked();
    await app.train.run();
    await expect(app.train.runs.first()).toContainText('tiny');
    const [photo] = earth.take('sea', 1, { from: 12 });
    if (!photo) throw new Error('There is no photo to show.');
    await app.use.choose(photo);
    expect(await app.use.answer()).toBeTruthy();
  });
});

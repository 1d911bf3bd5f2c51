import { join } from 'node:path';
import { fakeZip } from '../test-support/engine/dataset/fake-archives.ts';
import { audit } from './fixtures/axe.ts';
import { type TestFile, writeTree, zipOf } from './fixtures/folders.ts';
import { ProjectMenu } from './fixtures/project-menu.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';
import { dropFiles, dropPaths } from './fixtures/transfer.ts';

/** `count` photos under these names with numbers: 'x/train/cat.0.jpg'. */
const named = (earth: SampleSet, className: string, count: number, name: (n: number) => string) =>
  Object.fromEntries(earth.take(className, count).map(({ bytes }, n) => [name(n), bytes]));

test('classes in file names: the plan is shown, can be corrected, and is then read', async ({
  app,
  earth,
  folder,
  page,
}) => {
  await writeTree(folder, {
    ...named(earth, 'sea', 3, (n) => `x/train/sea.${n}.jpg`),
    ...named(earth, 'ice', 3, (n) => `x/train/ice.${n}.jpg`),
    ...named(earth, 'desert', 2, (n) => `x/test/${n}.jpg`),
  });
  await app.open();
  await dropPaths(page, [join(folder, 'x')]);
  const dialog = page.getByRole('dialog', { name: 'How these photos are read' });
  await expect(dialog).toContainText('6 photos in 2 classes');
  await expect(dialog).toContainText('2 photos have no class and are set aside.');
  expect((await audit(page, 'dialog')).found).toEqual([]);
  const name = dialog.getByRole('textbox', { name: 'New name of ice' });
  await name.fill('frozen');
  await name.press('Enter');
  await dialog.getByRole('switch', { name: 'Take the classes from the file names' }).click();
  await expect(dialog).toContainText('8 photos in 1 class');
  await dialog.getByRole('switch', { name: 'Take the classes from the file names' }).click();
  await dialog.getByRole('button', { name: 'Add 6 photos' }).click();
  await app.data.imported();
  await app.data.expectClasses({ frozen: '3 photos', sea: '3 photos' });
  await expect(app.data.stage).toContainText('2 photos have no class and are set aside.');
  await expect(app.train.button).toBeEnabled();
});

test('a plan that is cancelled reads nothing', async ({ app, earth, folder, page }) => {
  await writeTree(folder, {
    ...named(earth, 'sea', 2, (n) => `x/train/${n}.jpg`),
    ...named(earth, 'ice', 2, (n) => `x/test/${n}.jpg`),
  });
  await app.open();
  await dropPaths(page, [join(folder, 'x')]);
  const dialog = page.getByRole('dialog', { name: 'How these photos are read' });
  await expect(dialog).toContainText('All photos would be in one class, “x”.');
  // These were two classes that are called like splits.
  for (const name of ['train', 'test'])
    await dialog.getByRole('combobox', { name: `Folder “${name}”` }).selectOption('A folder like any other');
  await expect(dialog).toContainText('4 photos in 2 classes');
  await expect(dialog).not.toContainText('All photos would be in one class');
  expect((await audit(page, 'dialog')).found).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(app.data.chooseFolderButton).toBeVisible();
});

test('litter and other files are no alarm', async ({ app, earth, folder, page }) => {
  await writeTree(folder, {
    ...named(earth, 'sea', 2, (n) => `f/sea/${n}.jpg`),
    ...named(earth, 'ice', 2, (n) => `f/ice/${n}.jpg`),
    'f/$RECYCLE.BIN/$R1.jpg': 'x',
    'f/@Recycle/x.jpg': 'x',
    'f/lost+found/y.jpg': 'x',
    'f/README.md': 'words',
    'f/dataset-metadata.json': '{"title": "Two", "licenses": [{"name": "CC0-1.0"}]}',
  });
  await app.open();
  await dropPaths(page, [join(folder, 'f')]);
  await app.data.imported();
  await app.data.expectClasses({ ice: '2 photos', sea: '2 photos' });
  await expect(app.notices.getByRole('region')).toHaveCount(0);
  await expect(app.data.stage).toContainText('1 file that is not a photo was left out: 1 .md.');
  await app.data.stage.getByRole('button', { name: 'Put the report of the import away' }).click();
  await expect(app.data.stage).not.toContainText('was left out');
});

test('labels beside a zip reach into it, and a zip dropped on a class goes there', async ({ app, earth }) => {
  const photos = [...earth.take('coast', 2), ...earth.take('ice', 2)];
  const zip = await zipOf(Object.fromEntries(photos.map(({ name, bytes }) => [name, bytes])));
  const csv = Buffer.from(
    ['id;breed', ...photos.map(({ name, className }) => `${name};${className}`)].join('\r\n'),
  );
  await app.open();
  await app.data.chooseFiles([
    { name: 'photos.zip', bytes: zip },
    { name: 'labels.csv', bytes: csv },
  ]);
  await app.data.imported();
  await app.data.expectClasses({ coast: '2 photos', ice: '2 photos' });
  const more: TestFile = {
    name: 'more.zip',
    bytes: await zipOf(named(earth, 'desert', 2, (n) => `dunes/${n}.jpg`)),
  };
  await dropFiles(app.data.classSection('ice'), [more]);
  await app.data.expectClasses({ coast: '2 photos', ice: '4 photos' });
});

test('names of a zip in a code page of their own: told by their bytes, or chosen', async ({
  app,
  earth,
  page,
}) => {
  const [sea, ice] = [...earth.take('sea', 1), ...earth.take('ice', 1)];
  if (!(sea && ice)) throw new Error('too few photos');
  const raw = (...bytes: number[]) => Uint8Array.from([...bytes, ...Buffer.from('/1.jpg')]);
  const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
  const told = fakeZip([
    // バラ and 向日葵 in Shift-JIS.
    { name: raw(0x83, 0x6f, 0x83, 0x89), bytes: sea.bytes },
    { name: raw(0x8c, 0xfc, 0x93, 0xfa, 0x88, 0xa8), bytes: ice.bytes },
  ]);
  await app.open();
  await app.data.chooseFiles([{ name: 'told.zip', bytes: await bytesOf(told) }]);
  await app.data.imported();
  await app.data.expectClasses({ バラ: '1 photo', 向日葵: '1 photo' });

  // 啊 in Chinese, 가 in Korean.
  const doubtful = fakeZip([{ name: raw(0xb0, 0xa1), bytes: sea.bytes }]);
  await app.data.chooseFiles([{ name: 'doubtful.zip', bytes: await bytesOf(doubtful) }]);
  const dialog = page.getByRole('dialog', { name: 'How these photos are read' });
  await dialog.getByRole('combobox', { name: 'Names in doubtful.zip' }).selectOption('gb18030');
  await expect(dialog.getByRole('textbox', { name: 'New name of 啊' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 1 photo' }).click();
  await app.data.expectClasses({ バラ: '1 photo', 向日葵: '1 photo', 啊: '1 photo' });
});

test('columns that can not be told are asked for', async ({ app, earth, page }) => {
  const photos = [...earth.take('coast', 3), ...earth.take('ice', 3)];
  const rows = photos.map(({ name, className }, n) => `${name},${className},${n % 2 ? 'wet' : 'dry'}`);
  await app.open();
  await app.data.chooseFiles([
    { name: 'list.csv', bytes: Buffer.from(['filename,ground,weather', ...rows].join('\n')) },
    ...photos,
  ]);
  const dialog = page.getByRole('dialog', { name: 'How these photos are read' });
  await expect(dialog).toContainText('Which column of list.csv says what?');
  await dialog.getByRole('combobox', { name: 'Class' }).selectOption('weather');
  await expect(dialog.getByRole('textbox', { name: 'New name of wet' })).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Class' }).selectOption('ground');
  await expect(dialog.getByRole('textbox', { name: 'New name of ice' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 6 photos' }).click();
  await app.data.imported();
  await app.data.expectClasses({ coast: '3 photos', ice: '3 photos' });
});

test('a project that is dropped on the page is opened after one question', async ({
  app,
  earth,
  elsewhere,
}) => {
  await app.open();
  await app.data.bring([...earth.take('coast', 2), ...earth.take('ice', 2)]);
  const project = new ProjectMenu(app.page);
  const saved = await project.downloaded(async () => {
    await project.button.click();
    await project.item('Save project').click();
  });
  await elsewhere.open();
  await dropFiles(elsewhere.data.stage, [saved]);
  const opening = new ProjectMenu(elsewhere.page);
  await expect(opening.openDialog).toContainText('It holds:');
  await opening.decide('Open');
  await elsewhere.data.expectClasses({ coast: '2 photos', ice: '2 photos' });
});

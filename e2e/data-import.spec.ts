import { join } from 'node:path';
import type { AppPage } from './fixtures/app-page.ts';
import { type Tree, writeTree, zipOf } from './fixtures/folders.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';
import { dropFiles, dropPaths, pastePicture } from './fixtures/transfer.ts';

/** Folders of different depth, with splits above and below the classes, and what systems leave behind. */
function nested(earth: SampleSet): Tree {
  const [d1, d2, d3, d4, d5] = earth.take('desert', 5).map(({ bytes }) => bytes);
  const [s1, s2, s3, s4] = earth.take('sea', 4).map(({ bytes }) => bytes);
  if (!(d1 && d2 && d3 && d4 && d5 && s1 && s2 && s3 && s4)) throw new Error('too few photos');
  return {
    'photos/2024/train/desert/1.jpg': d1,
    'photos/2024/train/desert/2.jpg': d2,
    'photos/2024/train/desert/deeper/3.jpg': d3,
    'photos/2024/valid/desert/4.jpg': d4,
    'photos/test/desert/5.jpg': d5,
    'photos/sea/train/1.jpg': s1,
    'photos/sea/train/2.jpg': s2,
    'photos/sea/val/3.jpg': s3,
    'photos/sea/test/4.jpg': s4,
    'photos/.DS_Store': 'left by a system',
    'photos/sea/Thumbs.db': 'left by another',
  };
}

async function expectNested(app: AppPage): Promise<void> {
  await expect(app.data.splitCounts).toContainText('5 train');
  await expect(app.data.stage.getByRole('heading', { level: 3 })).toHaveCount(3);
  await expect(app.data.classSection('desert')).toContainText('4 photos: 2 train, 1 validation, 1 test');
  await expect(app.data.classSection('deeper')).toContainText('1 photo: 1 train');
  await expect(app.data.classSection('sea')).toContainText('4 photos: 2 train, 1 validation, 1 test');
  await expect(app.notices.getByRole('region')).toHaveCount(0);
}

test('a chosen folder of any depth: classes by the nearest folder, splits by their names', async ({
  app,
  earth,
  folder,
}) => {
  await writeTree(folder, nested(earth));
  await app.open();
  await app.data.chooseFolder(join(folder, 'photos'));
  await expectNested(app);
});

test('the same folder dropped on the page', async ({ app, earth, folder, page }) => {
  await writeTree(folder, nested(earth));
  await app.open();
  await dropPaths(page, [join(folder, 'photos')]);
  await app.data.imported();
  await expectNested(app);
});

test('a zip of the same folder', async ({ app, earth }) => {
  await app.open();
  await app.data.chooseFiles([{ name: 'photos.zip', bytes: await zipOf(nested(earth)) }]);
  await app.data.imported();
  await expectNested(app);
});

test('loose files make a class, and go into the class they are dropped on', async ({ app, earth }) => {
  const [first, second, third, fourth] = earth.take('forest', 4);
  if (!(first && second && third && fourth)) throw new Error('too few photos');
  await app.open();
  await dropFiles(app.data.stage, [first, second]);
  await app.data.imported();
  await app.data.expectClasses({ 'Class 1': '2 photos' });

  await app.data.add('An empty class');
  await app.data.expectClasses({ 'Class 1': '2 photos', 'Class 2': 'No photos yet' });
  await dropFiles(app.data.classSection('Class 2'), [third]);
  await app.data.imported();
  await expect(app.data.photo('Class 2', third.name)).toBeVisible();
  await app.data.addTo('Class 2', [fourth]);
  await app.data.expectClasses({ 'Class 1': '2 photos', 'Class 2': '2 photos' });
});

test('a CSV beside loose files labels them', async ({ app, earth }) => {
  const photos = [...earth.take('coast', 3), ...earth.take('ice', 3)];
  const rows = photos.map(
    ({ name, className }, index) => `${name},"${className}, seen",${index % 3 === 2 ? 'test' : ''}`,
  );
  const csv = Buffer.from(['filename,label,split', ...rows].join('\r\n'));
  await app.open();
  await app.data.chooseFiles([{ name: 'labels.csv', bytes: csv }, ...photos]);
  await app.data.imported();
  await app.data.expectClasses({
    'coast, seen': '3 photos: 1 train, 1 validation, 1 test',
    'ice, seen': '3 photos: 1 train, 1 validation, 1 test',
  });
});

test('a JSON list beside loose files labels them, and one that is broken is pointed out', async ({
  app,
  earth,
}) => {
  const photos = [...earth.take('coast', 2), ...earth.take('ice', 2)];
  const labels = Object.fromEntries(photos.map(({ name, className }) => [name, className]));
  await app.open();
  await app.data.chooseFiles([
    { name: 'labels.json', bytes: Buffer.from(JSON.stringify(labels)) },
    { name: 'broken.json', bytes: Buffer.from('{"a.jpg": ') },
    ...photos,
  ]);
  await app.data.imported();
  await app.data.expectClasses({ coast: '2 photos', ice: '2 photos' });
  const notice = app.notice('1 of 5 files could not be read');
  await expect(notice).toContainText('broken.json');
  await expect(notice).toContainText('The list of labels is no valid JSON');
});

test('a pasted picture goes into the class that has the focus', async ({ app, earth, page }) => {
  const [first, second] = earth.take('mountains', 2);
  if (!(first && second)) throw new Error('too few photos');
  await app.open();
  await pastePicture(page, first);
  await app.data.imported();
  await app.data.expectClasses({ 'Class 1': '1 photo' });
  await app.data.add('An empty class');
  await app.data.classSection('Class 2').getByRole('button', { name: 'Add photos' }).focus();
  await pastePicture(page, second);
  await app.data.expectClasses({ 'Class 1': '1 photo', 'Class 2': '1 photo' });
});

test('an exact duplicate is left out, and a picture in two classes is pointed out', async ({
  app,
  earth,
}) => {
  const [first, second] = earth.take('desert', 2);
  if (!(first && second)) throw new Error('too few photos');
  await app.open();
  await app.data.chooseFiles([
    {
      name: 'two.zip',
      bytes: await zipOf({
        'dry/a.jpg': first.bytes,
        'dry/b.jpg': second.bytes,
        'dry/again.jpg': first.bytes,
      }),
    },
  ]);
  await app.data.imported();
  await app.data.expectClasses({ dry: '2 photos' });
  await expect(app.notice('1 photo left out: the same picture is already in the class')).toBeVisible();

  await app.data.add('An empty class');
  await app.data.addTo('Class 2', [{ name: 'copy.jpg', bytes: first.bytes }]);
  await expect(app.data.stage).toContainText('1 picture is in more than one class');
  await app.data.stage.getByRole('button', { name: 'Look', exact: true }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Pictures in more than one class' });
  await dialog.getByRole('button', { name: 'Keep copy.jpg in Class 2 only' }).click();
  await expect(dialog).toContainText('None are left.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await app.data.expectClasses({ dry: '1 photo', 'Class 2': '1 photo' });
  await expect(app.data.stage).not.toContainText('more than one class');
});

test('Stop ends an import at once; what was read stays and can be undone', async ({ app, earth }) => {
  // Bytes after a JPEG's end change its content hash and nothing else.
  const photos = earth.photos.filter(({ split }) => split === 'train');
  const tree: Record<string, Uint8Array> = {};
  for (let copy = 0; copy < 25; copy++)
    for (const { className, name, bytes } of photos)
      tree[`${className}/${copy} ${name}`] = Buffer.concat([bytes, Buffer.from(String(copy))]);
  const total = Object.keys(tree).length;
  await app.open();
  await app.data.chooseFiles([{ name: 'many.zip', bytes: await zipOf(tree) }]);
  await expect(app.data.progress).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^[1-9][\\d,]* of ${total.toLocaleString('en')} files$`),
  );
  await app.data.stage.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(app.data.progress).toHaveCount(0);
  await expect(app.undo).toBeEnabled();
  const words = /^Undo: Add (\d+) photos?$/.exec((await app.undo.getAttribute('aria-label')) ?? '');
  expect(Number(words?.[1])).toBeGreaterThan(0);
  expect(Number(words?.[1])).toBeLessThan(total);
  await app.undo.click();
  await expect(app.data.chooseFolderButton).toBeVisible();
});

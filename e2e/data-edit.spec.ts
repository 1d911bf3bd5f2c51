import type { AppPage } from './fixtures/app-page.ts';
import { zipOf } from './fixtures/folders.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

const wild = '<img src=x onerror=alert(1)> "😀" 日本語';

/** Two classes, `count` photos each. */
async function twoClasses(app: AppPage, earth: SampleSet, count: number): Promise<void> {
  const photos = [...earth.take('desert', count), ...earth.take('sea', count)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.data.chooseFiles([{ name: 'two.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
}

test('classes: add, rename to anything, recolour, merge, delete, undo and redo', async ({
  app,
  earth,
  page,
}) => {
  await app.open();
  await twoClasses(app, earth, 5);
  await app.data.add('An empty class');
  await app.data.expectClasses({ desert: '5 photos', sea: '5 photos', 'Class 3': 'No photos yet' });

  await app.data.act('Class 3', 'Rename');
  await page.getByRole('textbox', { name: 'New name of Class 3' }).fill(wild);
  await page.keyboard.press('Enter');
  await app.data.expectClasses({ desert: '5 photos', sea: '5 photos', [wild]: 'No photos yet' });
  // Shown as it is written, never read as markup.
  await expect(page.locator('img[src="x"]')).toHaveCount(0);

  await app.data.act(wild, 'Merge into…');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await app.data.act('desert', 'Merge into…');
  const dialog = page.getByRole('dialog', { name: 'Merge “desert”' });
  await dialog.getByRole('combobox', { name: 'Merge into' }).selectOption(wild);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await app.data.expectClasses({ sea: '5 photos', [wild]: '5 photos' });

  await app.data.act('sea', 'Delete class and its photos');
  await app.data.expectClasses({ [wild]: '5 photos' });

  await app.undo.click();
  await app.data.expectClasses({ sea: '5 photos', [wild]: '5 photos' });
  await app.undo.click();
  await app.data.expectClasses({ desert: '5 photos', sea: '5 photos', [wild]: 'No photos yet' });
  await app.redo.click();
  await page.keyboard.press('Control+y');
  await app.data.expectClasses({ [wild]: '5 photos' });
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await app.data.expectClasses({ desert: '5 photos', sea: '5 photos', 'Class 3': 'No photos yet' });

  await app.page.reload();
  await app.data.expectClasses({ desert: '5 photos', sea: '5 photos', 'Class 3': 'No photos yet' });
});

test('a name that another class has merges the two', async ({ app, earth, page }) => {
  await app.open();
  await twoClasses(app, earth, 3);
  await app.data.classSection('sea').getByRole('button', { name: 'sea', exact: true }).click();
  await page.getByRole('textbox', { name: 'New name of sea' }).fill('  desert ');
  await page.keyboard.press('Enter');
  await app.data.expectClasses({ desert: '6 photos' });
});

test('photos are selected, moved and deleted by keyboard', async ({ app, earth, page }) => {
  await app.open();
  await twoClasses(app, earth, 5);
  const photos = app.data.photos('desert').getByRole('option');
  await photos.first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(app.data.selection).toContainText('3 photos selected');
  await page.keyboard.press('m');
  const menu = page.getByRole('menu', { name: 'Move to a class (M)' });
  await expect(menu.getByRole('menuitem', { name: 'desert' })).toBeFocused();
  await page.keyboard.press('s');
  await page.keyboard.press('Enter');
  await app.data.expectClasses({ desert: '2 photos', sea: '8 photos' });

  await photos.first().focus();
  await page.keyboard.press('Escape');
  await expect(app.data.selection).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await app.data.expectClasses({ desert: '1 photo', sea: '8 photos' });
  await expect(photos.first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await app.data.expectClasses({ desert: '5 photos', sea: '5 photos' });
});

test('photos are selected and dragged to another class by mouse', async ({ app, earth, page }) => {
  await app.open();
  await twoClasses(app, earth, 5);
  const photos = app.data.photos('desert').getByRole('option');
  await photos.nth(0).click();
  await photos.nth(2).click({ modifiers: ['Control'] });
  await expect(app.data.selection).toContainText('2 photos selected');
  await photos.nth(2).dragTo(app.data.classSection('sea'));
  await app.data.expectClasses({ desert: '3 photos', sea: '7 photos' });
  await expect(app.data.selection).toContainText('2 photos selected');
  await page.getByRole('button', { name: 'Delete (Del)' }).click();
  await app.data.expectClasses({ desert: '3 photos', sea: '5 photos' });
});

test('the split is shown, adjustable, and stays when photos are added', async ({ app, earth, page }) => {
  await app.open();
  await twoClasses(app, earth, 10);
  await expect(app.data.splitCounts).toContainText(/16\s*train\s*4\s*validation/);
  await app.data.openMore();
  const share = app.data.stage.getByRole('slider', { name: 'Validation share' });
  await share.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expect(app.data.splitCounts).toContainText(/12\s*train\s*8\s*validation/);

  // The photos of one class that fit the folded grid: each is known by its label with its split.
  const before = await app.data.photoLabels('desert');
  expect(before.length).toBeGreaterThan(2);
  await app.data.addTo('desert', earth.take('desert', 5, { from: 10 }));
  await expect(app.data.classSection('desert')).toContainText('15 photos: 9 train, 6 validation');
  expect(await app.data.photoLabels('desert')).toEqual(expect.arrayContaining([...before]));

  await app.undo.click();
  for (let step = 0; step < 4; step++) await app.undo.click();
  await expect(app.data.splitCounts).toContainText(/16\s*train\s*4\s*validation/);
});

test('everything is still there after a reload, and Start over can be undone', async ({ app, page }) => {
  await app.open();
  await app.data.startWith('Earth from space');
  const names = await app.data.stage.getByRole('heading', { level: 3 }).allInnerTexts();
  const words = (await app.data.splitCounts.textContent()) ?? '';
  const first = names[0] ?? '';
  const labels = await app.data.photoLabels(first);
  await page.reload();
  await expect(app.data.splitCounts).toHaveText(words);
  await expect(app.data.stage.getByRole('heading', { level: 3 })).toHaveText(names);
  expect(await app.data.photoLabels(first)).toEqual(labels);
  await expect(app.data.photos(first).locator('img').first()).toBeVisible();

  await app.data.openMore();
  await app.data.stage.getByRole('button', { name: 'Start over' }).click();
  await expect(app.data.chooseFolderButton).toBeVisible();
  await app.undo.click();
  await expect(app.data.stage.getByRole('heading', { level: 3 })).toHaveText(names);
  await expect(app.data.splitCounts).toHaveText(words);
});

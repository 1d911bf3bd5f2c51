import type { Page } from '@playwright/test';
import { zipOf } from './fixtures/folders.ts';
import { ProjectMenu } from './fixtures/project-menu.ts';
import { storedPhotos, storedRecords } from './fixtures/stored-photos.ts';
import { expect, test } from './fixtures/test.ts';

/** Has the page go, and its worker with it, as soon as the dialog says these words. Resolves with the next one. */
async function reloadAt(page: Page, words: string): Promise<void> {
  await page.evaluate((awaited) => {
    const look = () => {
      if (document.querySelector('dialog')?.textContent.includes(awaited)) location.reload();
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  }, words);
  await page.waitForEvent('load');
}

/** How many pictures are stored, and the bytes of the files in which they lie. */
const storedPictures = async (page: Page) => {
  const bytes = await page.evaluate(async () => {
    const packs = await (await navigator.storage.getDirectory()).getDirectoryHandle('packs');
    let sum = 0;
    for await (const pack of packs.values())
      if (pack instanceof FileSystemFileHandle) sum += (await pack.getFile()).size;
    return sum;
  });
  return { count: await storedRecords(page, 'pictures'), bytes };
};

test('a page that goes while it stores a project opens again with what was there, whole', async ({
  app,
  page,
  earth,
  elsewhere: other,
}) => {
  await app.open('?backend=wasm');
  await app.data.startWith('Earth from space');
  const menu = new ProjectMenu(page);
  await menu.button.click();
  const saved = await menu.downloaded(() => menu.item('Save project').click());

  const elsewhere = other.page;
  const photos = [...earth.take('sea', 4), ...earth.take('ice', 4)];
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await other.open('?backend=wasm');
  await other.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await other.data.imported();
  await other.train.run();
  const score = await other.evaluate.stage.getByText(/\d+ of \d+ right/).textContent();
  const stored = await storedPictures(elsewhere);
  expect(stored.count).toBe(photos.length);

  const gone = reloadAt(elsewhere, 'Storing its photos and runs');
  const elsewhereMenu = new ProjectMenu(elsewhere);
  await elsewhereMenu.choose(saved);
  await gone;

  await other.data.expectClasses({ sea: '4 photos', ice: '4 photos' });
  await expect(other.train.runCalled('Run 1')).toBeVisible();
  await expect(other.evaluate.stage.getByText(/\d+ of \d+ right/)).toHaveText(score ?? '');
  // What had been stored of the project is gone, and it can be opened as if nothing had been.
  expect(await storedPictures(elsewhere)).toEqual(stored);
  await elsewhereMenu.open(saved);
  await elsewhereMenu.decide('Replace');
  await expect(other.train.runs).toHaveCount(0);
  const all = await storedPhotos(page);
  await expect.poll(() => storedPhotos(elsewhere)).toBe(all);
  await elsewhere.reload();
  await expect(other.data.splitCounts).toHaveText((await app.data.splitCounts.textContent()) ?? '');
});

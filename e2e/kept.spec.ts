import type { Page } from '@playwright/test';
import { RunsDialog } from './fixtures/runs-dialog.ts';
import { storedPhotos } from './fixtures/stored-photos.ts';
import { expect, test } from './fixtures/test.ts';

/** Writes a file of the origin private file system, past all of the page's code. */
async function lay(page: Page, path: string, text: string): Promise<void> {
  await page.evaluate(
    async ([path, text]) => {
      const names = (path ?? '').split('/');
      let folder = await navigator.storage.getDirectory();
      for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
      const file = await folder.getFileHandle(names.at(-1) ?? '', { create: true });
      const writable = await file.createWritable();
      await writable.write(text ?? '');
      await writable.close();
    },
    [path, text],
  );
}

/** The files of a folder of the origin private file system, with their sizes. */
const filesIn = (page: Page, name: string): Promise<Record<string, number>> =>
  page.evaluate(async (name) => {
    const sizes: Record<string, number> = {};
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(name, { create: true });
    for await (const entry of folder.values())
      sizes[entry.name] = entry.kind === 'file' ? (await (entry as FileSystemFileHandle).getFile()).size : 0;
    return sizes;
  }, name);

test('what was cut off, and what nothing asks for any more, is gone after the next opening; the rest works', async ({
  app,
  earth,
  page,
}) => {
  await app.open('?backend=wasm');
  await app.data.bring([...earth.take('coast', 4), ...earth.take('ice', 6), ...earth.take('sea', 6)]);
  await app.model.learnStepByStep(1);
  await app.train.run();
  const before = await filesIn(page, 'depths');
  const [network = ''] = Object.keys(before);
  expect(Object.keys(before)).toHaveLength(1);

  await test.step('a network whose card was never finished, and tables of one that is gone', async () => {
    await lay(page, 'backbones/own-00000000/model.json', '{}');
    await lay(page, 'backbones/own-00000000/card.json', '');
    await lay(page, 'depths/gone-0123456789abcdef-centre-1', 'x'.repeat(999));
    await lay(page, `depths/${network}-a-run-that-is-gone`, 'x'.repeat(999));
    await lay(page, 'boundaries/gone-0123456789abcdef-centre-1-block', 'x'.repeat(999));
    const photos = app.data.photos('ice').getByRole('option');
    await photos.first().click();
    await photos.nth(2).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Delete');
    await expect(photos).toHaveCount(3);
    await expect.poll(() => storedPhotos(page)).toBe(13);
    await page.reload();
    await expect(app.train.runs).toHaveCount(1);
    await expect.poll(async () => Object.keys(await filesIn(page, 'depths'))).toEqual([network]);
    expect(await filesIn(page, 'boundaries')).toEqual({});
    await expect.poll(async () => filesIn(page, 'backbones')).toEqual({});
    // The records of the deleted photos, which were more than a tenth, are gone too.
    await expect
      .poll(async () => (await filesIn(page, 'depths'))[network])
      .toBeLessThan(before[network] ?? 0);
  });

  await test.step('the features that are left are those of the photos that are left', async () => {
    await app.train.run();
    await expect(app.train.runs).toHaveCount(2);
    await app.train.allRuns.click();
    const all = new RunsDialog(page);
    await all.openDetails('Run 2');
    await expect(all.dialog).toContainText(/right/);

    const box = await all.note.boundingBox();
    const frame = await all.dialog.boundingBox();
    if (!box || !frame) throw new Error('The dialog is not there.');
    await all.note.fill('Some words to select');
    // A selection that ends outside is no click outside; nor is one that begins there.
    await page.mouse.move(box.x + 20, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(frame.x - 8, frame.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect(all.dialog).toBeVisible();
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 12, { steps: 4 });
    await page.mouse.up();
    await expect(all.dialog).toBeVisible();
    await page.mouse.click(frame.x - 8, frame.y + 40);
    await expect(all.dialog).toBeHidden();
  });
});

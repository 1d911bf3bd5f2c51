import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import Papa from 'papaparse';
import type { AppPage } from './fixtures/app-page.ts';
import { audit } from './fixtures/axe.ts';
import { type Tree, writeTree } from './fixtures/folders.ts';
import { RunsDialog } from './fixtures/runs-dialog.ts';
import type { SampleSet } from './fixtures/samples.ts';
import { expect, test } from './fixtures/test.ts';

/** Folders' names that would do something if they were taken for markup or formulas. */
const classes = {
  '<img src=x onerror="document.title=`hacked`">': 'coast',
  "=cmd|' calc'!A0": 'desert',
} as const;

/** Photos of both classes with names of the same kind: twelve to train and validate with, four to test; one more with a wrong label. */
function photos(earth: SampleSet): Tree {
  const tree: Record<string, Uint8Array> = {};
  for (const [name, of] of Object.entries(classes)) {
    for (const [i, { bytes }] of earth.take(of, 12).entries()) tree[`data/train/${name}/@${i}.jpg`] = bytes;
    for (const [i, { bytes }] of earth.take(of, 4, { split: 'test' }).entries())
      tree[`data/test/${name}/+${i};=1.jpg`] = bytes;
  }
  const [mislabelled] = earth.take('coast', 1, { split: 'test', from: 4 });
  if (mislabelled) tree[`data/test/${Object.keys(classes)[1]}/-wrong.jpg`] = mislabelled.bytes;
  return tree;
}

const looks = [
  { colorScheme: 'light', width: 1100 },
  { colorScheme: 'dark', width: 390 },
] as const;

/** Nothing for axe to find, in both themes, wide and as on a phone, and nothing wider than the window. */
async function expectAccessible(page: Page, within: string): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    const { found } = await audit(page, within);
    expect.soft(found, `${colorScheme}, ${width} px`).toEqual([]);
    const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(scrolled, 'no horizontal scrolling').toBeLessThanOrEqual(width);
  }
}

/** Trains, opens the test set and shows the run's details. Returns what the page says of its test photos. */
async function trainAndShow(app: AppPage, folder: string): Promise<string> {
  await app.open('?backend=wasm');
  await app.data.chooseFolder(join(folder, 'data'));
  await app.train.run();
  await app.evaluate.openTest.click();
  await expect(app.evaluate.envelope).toContainText('opened once');
  await app.evaluate.stage.getByRole('radio', { name: 'Test' }).check();
  const words = (await app.evaluate.stage.getByText(/\d+ of \d+ right/).textContent()) ?? '';
  await app.train.allRuns.click();
  await new RunsDialog(app.page).openDetails('Run 1');
  return words;
}

test('a report is saved as a page, as Markdown and as CSV, and names in it are text', async ({
  app,
  context,
  earth,
  folder,
  guard,
  page,
}) => {
  await writeTree(folder, photos(earth));
  const words = await trainAndShow(app, folder);
  const report = page.getByRole('dialog').getByRole('region', { name: 'Report', exact: true });
  const save = async (name: string): Promise<Download> => {
    const download = page.waitForEvent('download');
    await report.getByRole('button', { name, exact: true }).press('Enter');
    return download;
  };
  const download = await save('Save report');
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  await expect(report.getByRole('status')).toHaveText(`Saved as “${download.suggestedFilename()}”.`);
  expect(download.suggestedFilename()).toMatch(/^Headstart report, Run 1, \d{4}-\d\d-\d\d \d{4}\.html$/);

  await test.step('the page says what came out, asks for nothing and runs nothing', async () => {
    guard.expect(/^request: file:/);
    const saved = await context.newPage();
    const requests: string[] = [];
    saved.on('request', (request) => requests.push(request.url().slice(0, 5)));
    await saved.goto(`file://${encodeURI(file)}`);
    await expect(saved).toHaveTitle('Run 1: training report');
    await expect(saved.getByRole('heading', { level: 1 })).toHaveText('Run 1');
    await expect(saved.getByRole('region', { name: 'Result on test photos' })).toContainText(words);
    const matrix = saved.getByRole('img', { name: /^Confusion matrix of the test photos: \d of 9/ });
    await expect(matrix).toBeVisible();
    const counts = await matrix.locator('.count').allTextContents();
    expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(9);
    for (const name of Object.keys(classes))
      await expect(saved.getByRole('rowheader', { name, exact: true }).first()).toBeVisible();
    await expect(saved.getByRole('listitem').filter({ hasText: '-wrong.jpg' })).toBeVisible();
    for (const picture of await saved.getByRole('img', { name: /\.jpg$/ }).all())
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(192);
    expect(await saved.evaluate(() => document.scripts.length)).toBe(0);
    expect(new Set(requests.filter((url) => url !== 'data:'))).toEqual(new Set(['file:']));
    expect(requests.filter((url) => url === 'file:')).toHaveLength(1);
    await expectAccessible(saved, 'html');
    await saved.close();
  });

  await test.step('CSV has a row for each photo, and no formula', async () => {
    const text = await readFile(await (await save('Save answers as CSV')).path(), 'utf8');
    const [head = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
    expect(head.slice(0, 4)).toEqual(['file', 'folder', 'split', 'label']);
    const test = rows.filter(([, , split]) => split === 'test');
    expect(test).toHaveLength(9);
    const right = test.filter((cells) => cells[5] === 'right').length;
    expect(words).toContain(`${right} of 9 right`);
    expect(rows.length).toBeGreaterThan(9);
    expect(test.map(([file]) => file)).toContain("'+0;'=1.jpg");
    for (const cells of rows) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  await test.step('Markdown holds the same result', async () => {
    const text = await readFile(await (await save('Save report as Markdown')).path(), 'utf8');
    expect(text).toContain('# Run 1\n');
    expect(text).toContain(words);
    expect(text.replaceAll('\\<', '')).not.toContain('<');
  });

  await expectAccessible(page, 'section[aria-label="Report"]');
});

import type { Locator, Page } from '@playwright/test';
import { audit } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

interface Cell {
  readonly label: string;
  readonly predicted: string;
  readonly count: number;
  readonly total: number;
  /** What is written in it. */
  readonly text: string;
}

/** The matrix's cells with photos, as a screen reader is told of them. */
async function cellsOf(matrix: Locator): Promise<readonly Cell[]> {
  await expect(matrix.getByRole('gridcell').first()).toBeVisible();
  const all = await matrix
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => [cell.getAttribute('aria-label') ?? '', cell.textContent]));
  return all.map(([name = '', text = '']) => {
    const [, count, total, label = '', taken] =
      /^(\d+) of (\d+) photos? of “(.+?)” (?:was|were) (?:recognised|taken for “(.+)”)/.exec(name ?? '') ??
      [];
    return {
      label,
      predicted: taken ?? label,
      count: Number(count),
      total: Number(total),
      text: text ?? '',
    };
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((before, value) => before + value, 0);
const percent = (share: number) => Math.round(share * 100);

async function expectNothingFound(page: Page): Promise<void> {
  expect.soft((await audit(page, '#evaluate')).found).toEqual([]);
}

test('metrics of ten classes: the matrix in its orders, class by class, and curves', async ({
  app,
  page,
}) => {
  await app.open();
  await app.data.startWith('Handwritten digits');
  await app.train.run();
  const { stage, matrix } = app.evaluate;
  const cells = await cellsOf(matrix);
  const labels = [...new Set(cells.map(({ label }) => label))];
  const photos = sum(cells.map(({ count }) => count));
  const wrongOf = (label: string) =>
    sum(cells.filter((cell) => cell.label === label && cell.predicted !== label).map(({ count }) => count));

  await test.step('the score says what one photo is worth, and how near the misses were', async () => {
    await expect(stage.getByText(/One photo more or less is [\d.]+ points?/)).toBeVisible();
    const correct = sum(cells.filter((cell) => cell.label === cell.predicted).map(({ count }) => count));
    const top = await stage
      .getByRole('definition')
      .filter({ hasText: ` of ${photos} (` })
      .allTextContents();
    const within = top.map((words) => Number(/(\d+) of \d/.exec(words)?.[1]));
    expect(within).toHaveLength(2);
    expect([correct, ...within]).toEqual([correct, ...within].sort((x, y) => x - y));
  });

  await test.step('shares of a row instead of counts', async () => {
    await stage.getByRole('radio', { name: '% of row' }).check();
    // A full row is told by its colour where there is no room for three digits.
    for (const { count, total, text } of await cellsOf(matrix))
      expect(text || '100').toBe(String(percent(count / total)));
    await stage.getByRole('radio', { name: 'Photos', exact: true }).check();
  });

  await test.step('another order moves rows and columns, not what they hold', async () => {
    const order = stage.getByRole('combobox', { name: 'Order' });
    await order.selectOption('Most mistakes first');
    const heads = await matrix.getByRole('rowheader').allTextContents();
    const mistakes = heads.map(wrongOf);
    expect(mistakes).toEqual([...mistakes].sort((a, b) => b - a));
    expect(await matrix.getByRole('columnheader').allTextContents()).toEqual(heads);
    await order.selectOption('Mixed-up ones together');
    const byName = (all: readonly Cell[]) =>
      all.map(({ label, predicted, count }) => `${label} ${predicted} ${count}`).sort();
    expect(byName(await cellsOf(matrix))).toEqual(byName(cells));
  });

  await test.step('a cell still filters the photos by its classes', async () => {
    const [right] = cells;
    if (right === undefined) throw new Error('an empty matrix');
    await matrix
      .getByRole('gridcell', { name: new RegExp(`of “${right.label}” (was|were) recognised`) })
      .click();
    await expect(stage.getByText(new RegExp(`photos? of “${right.label}” recognised$`))).toBeVisible();
    await stage.getByRole('button', { name: 'Show all' }).click();
  });

  const opener = stage.getByRole('button', { name: 'Class by class' });
  const table = stage.getByRole('region', { name: 'Figures class by class' });
  const rowOf = (name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

  await test.step('precision and recall are those of the matrix', async () => {
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(rowOf(labels[0] ?? '')).toBeVisible();
    const rows = await table
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')));
    expect(rows).toHaveLength(labels.length);
    for (const [name, precision, recall, , , photosOf] of rows) {
      const right = sum(
        cells.filter((cell) => cell.label === name && cell.predicted === name).map(({ count }) => count),
      );
      const answered = sum(cells.filter(({ predicted }) => predicted === name).map(({ count }) => count));
      const support = cells.find(({ label }) => label === name)?.total ?? 0;
      expect(precision).toBe(answered === 0 ? '–undefined' : String(percent(right / answered)));
      expect(recall).toBe(String(percent(right / support)));
      expect(photosOf).toBe(String(support));
    }
    await expect(rowOf('Macro mean').getByRole('cell')).toHaveCount(5);
    await expect(rowOf('Weighted mean').getByRole('cell').last()).toHaveText(String(photos));
  });

  await test.step('columns sort both ways, by keyboard', async () => {
    const recall = table.getByRole('columnheader', { name: /^Recall/ });
    await recall.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(recall).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('Enter');
    await expect(recall).toHaveAttribute('aria-sort', 'descending');
    const column = await table.locator('tbody tr td:nth-child(3)').allTextContents();
    expect(column.map(Number)).toEqual(column.map(Number).sort((a, b) => b - a));
  });

  await test.step('a class shows its curves, in words and as a table too', async () => {
    const last = labels.at(-1) ?? '';
    await table.getByRole('button', { name: last, exact: true }).focus();
    await page.keyboard.press('Enter');
    const curves = stage.getByRole('region', { name: `“${last}” against the rest photos left out in turn` });
    await expect(curves.getByRole('heading', { name: /AP [\d.]+\s%/ })).toBeVisible();
    await expect(curves.getByRole('heading', { name: /AUC [\d.]+\s%/ })).toBeVisible();
    await expect(curves.locator('canvas')).toHaveCount(2);
    await curves.getByText('Show curves as table').click();
    await expect(curves.getByRole('table').getByRole('row')).toHaveCount(13);
  });

  await test.step('all of it is told of the test photos as well', async () => {
    await app.evaluate.openTest.click();
    await expect(stage.getByRole('heading', { name: 'What is mixed up test photos' })).toBeVisible();
    await expect(
      stage.getByText(/Each class against all others, in per cent, on 80 test photos/),
    ).toBeVisible();
  });

  await test.step('nothing for axe to find, and no wider than a phone', async () => {
    await expectNothingFound(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(table).toBeVisible();
    await expectNothingFound(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});

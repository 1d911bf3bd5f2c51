import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from './fixtures/axe.ts';
import { ExportPanel } from './fixtures/export-panel.ts';
import { drawnShares, ExportedPage } from './fixtures/exported-page.ts';
import { zipOf } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';
import { dropFiles, pastePicture } from './fixtures/transfer.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>';

test('a model in one page answers from the disk, without a network, as the page does', async ({
  app,
  earth,
  page,
  browser,
  folder,
}) => {
  const photos = ['ice', 'sea', 'forest'].flatMap((name) => earth.take(name, 10));
  const [ice] = earth.take('ice', 1, { split: 'test' });
  const [sea] = earth.take('sea', 1, { split: 'test' });
  if (!(ice && sea)) throw new Error('too few photos');
  await app.open('?backend=wasm');
  await app.data.chooseFiles([
    {
      name: 'few.zip',
      bytes: await zipOf(
        Object.fromEntries(photos.map((one) => [`${one.className}/${one.name}`, one.bytes])),
      ),
    },
  ]);
  await app.data.imported();
  await app.data.act('sea', 'Rename');
  const name = page.getByRole('textbox', { name: 'New name of sea' });
  await name.fill(HOSTILE);
  await name.press('Enter');
  await app.train.run();
  await app.use.choose(ice);
  const here = await drawnShares(app.use.bars);

  const panel = new ExportPanel(page);
  await panel.open();
  const saved = await panel.save('One page');
  expect(saved.name).toBe('Headstart model, Run 1, page.html');
  expect(saved.bytes.length).toBeLessThan(12e6);
  const path = join(folder, saved.name);
  await writeFile(path, saved.bytes);
  const elsewhere = await ExportedPage.open(browser, path);

  await test.step('it checks itself, and gives the page’s answer for a photo', async () => {
    await expect(elsewhere.check).toContainText('Self-check passed');
    await expect(elsewhere.check).toContainText(/^Self-check passed\s*3 pictures .* allowed 1e-4\./);
    await elsewhere.show(ice);
    const there = await drawnShares(elsewhere.bars);
    expect(Object.keys(there)).toEqual(Object.keys(here));
    for (const [name, share] of Object.entries(here))
      expect(Math.abs((there[name] ?? 0) - share)).toBeLessThan(1e-4);
  });

  await test.step('dropped, pasted, and what is no picture', async () => {
    await dropFiles(elsewhere.page.locator('body'), [sea]);
    await expect(elsewhere.bars.first()).toContainText(HOSTILE);
    await pastePicture(elsewhere.page, ice);
    await expect(elsewhere.bars.first()).toContainText('ice');
    await dropFiles(elsewhere.page.locator('body'), [
      { name: 'text.jpg', bytes: Buffer.from('none at all') },
    ]);
    await expect(elsewhere.answer.getByRole('alert')).toContainText('This is text, not a picture.');
    await expect(elsewhere.bars).toHaveCount(0);
  });

  await test.step('the camera: live, frozen, stopped', async () => {
    await elsewhere.button('Use the camera').click();
    await expect(elsewhere.answer).toContainText('frames a second');
    await expect(elsewhere.camera).toBeVisible();
    await elsewhere.page.getByRole('checkbox', { name: 'Mirror' }).uncheck();
    await elsewhere.button('Freeze').click();
    await expect(elsewhere.button('Freeze')).toHaveAttribute('aria-pressed', 'true');
    await expect(elsewhere.bars.first()).toBeVisible();
    await elsewhere.button('Stop the camera').click();
    await expect(elsewhere.camera).toBeHidden();
    await expect(elsewhere.bars).toHaveCount(0);
  });

  await test.step('by keyboard, to a screen reader, in both themes, as on a phone', async () => {
    const chooser = elsewhere.page.waitForEvent('filechooser');
    await elsewhere.choose.press('Enter');
    await (await chooser).setFiles({
      name: ice.name,
      mimeType: 'image/jpeg',
      buffer: Buffer.from(ice.bytes),
    });
    await expect(elsewhere.bars.first()).toContainText('ice');
    for (const title of ['Recipe', 'Licences']) {
      await elsewhere.page.getByText(title, { exact: true }).focus();
      await elsewhere.page.keyboard.press('Enter');
    }
    await expect(elsewhere.page.getByRole('region', { name: 'The pretrained weights' })).toContainText('MIT');
    await expect(elsewhere.page.getByRole('row', { name: 'Optimizer L-BFGS, to convergence' })).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await elsewhere.page.emulateMedia({ colorScheme });
      await elsewhere.page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 390, height: 844 });
      expect((await audit(elsewhere.page)).found).toEqual([]);
    }
    expect(await elsewhere.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  expect(elsewhere.problems).toEqual([]);
  await test.step('its policy lets nothing out', async () => {
    const sent = elsewhere.page.evaluate(() =>
      fetch('https://example.com/', { mode: 'no-cors' }).then(() => 'sent'),
    );
    await expect(sent).rejects.toThrow(/violates the document's Content Security Policy|Failed to fetch/);
    expect(elsewhere.problems.join()).toContain('connect-src');
  });
  await elsewhere.close();

  await test.step('where a browser runs no WebAssembly, plain JavaScript gives the same answer', async () => {
    const without = Buffer.from(saved.bytes).toString().replace(' &#39;wasm-unsafe-eval&#39;', '');
    const slowPath = join(folder, 'without.html');
    await writeFile(slowPath, without);
    const slow = await ExportedPage.open(browser, slowPath);
    await expect(slow.check).toContainText('Computes in plain JavaScript');
    await expect(slow.check).toContainText('Self-check passed');
    await slow.close();
  });

  await test.step('opened in Headstart it is a run again', async () => {
    await panel.choose(saved);
    await expect(panel.opened).toContainText('is Run 1 from a file now, and answers');
    expect(await drawnShares(app.use.bars)).toEqual(here);
  });
});

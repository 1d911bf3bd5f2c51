import { audit } from './fixtures/axe.ts';
import { expectDrawn } from './fixtures/mistake-viewer.ts';
import { expect, test } from './fixtures/test.ts';

test('a photo is opened: where the model looks, what is alike; its label is changed and changed back', async ({
  app,
  page,
}) => {
  const { keyboard } = page;
  const { predictions, viewer } = app.evaluate;
  await app.open('?backend=wasm');
  await app.data.startWith('Earth from space');
  await app.train.run();

  await test.step('the highest loss comes first; a row opens by keyboard', async () => {
    await app.evaluate.stage.getByRole('radio', { name: 'By loss' }).check();
    const losses = (await predictions.getByRole('listitem').allInnerTexts()).map((text) =>
      Number(/loss ([\d.]+)/.exec(text)?.[1]),
    );
    expect(losses.length).toBeGreaterThan(3);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    const rows = predictions.getByRole('button');
    await app.tabTo(rows.first());
    await keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await keyboard.press('Enter');
    await expect(viewer.dialog).toContainText('2 of 84 photos left out in turn');
    await keyboard.press('ArrowLeft');
    await expect(viewer.dialog).toContainText('1 of 84 photos left out in turn');
  });

  await test.step('the overlay shows what speaks for a class, and the nearest training photos stand beside', async () => {
    await expectDrawn(viewer.overlay);
    await expect(viewer.neighbours).toHaveText(Array.from({ length: 6 }, () => /[01]\.\d\d$/));
    const similarities = (await viewer.neighbours.allInnerTexts()).map((text) =>
      Number(/[\d.]+$/.exec(text)),
    );
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    await expect(viewer.dialog.getByText(/\d+ × \d+ cells/)).toBeVisible();

    await expect(viewer.class(/./)).toHaveCount(5);
    for (const index of [4, 0]) {
      const name = await viewer
        .class(/./)
        .nth(index)
        .evaluate((radio) => radio.closest('label')?.textContent ?? '');
      await viewer.class(/./).nth(index).check();
      await expect(viewer.overlay).toHaveAccessibleName(new RegExp(`“${/^[a-z]+/.exec(name)?.[0]}”`));
    }
    const look = viewer.dialog.getByRole('switch', { name: 'Show where it looks' });
    await viewer.dialog.getByRole('slider', { name: 'Opacity' }).fill('30');
    await expect(viewer.overlay).toHaveCSS('opacity', '0.3');
    await look.uncheck();
    await expect(viewer.overlay).toHaveCount(0);
    await look.check();
    await expectDrawn(viewer.overlay);
  });

  await test.step('occlusion tells how far it is, can be stopped, and checks the map', async () => {
    await viewer.method('Occlusion').check();
    await expect(viewer.dialog.getByRole('progressbar')).toBeVisible();
    await viewer.dialog.getByRole('button', { name: 'Stop' }).click();
    await expect(viewer.method('Activation')).toBeChecked();
    await expect(viewer.dialog.getByRole('progressbar')).toHaveCount(0);
    await viewer.method('Occlusion').check();
    const made = viewer.dialog.getByText(/^Occlusion: .* 10 × 10 cells.* Made in/);
    await expect(made).toBeVisible({ timeout: 90_000 });
    await expectDrawn(viewer.overlay);
  });

  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ])
    await test.step(`nothing for axe to find at ${viewport.width} px`, async () => {
      await page.setViewportSize(viewport);
      const { found, passed } = await audit(page, 'dialog');
      expect.soft(found).toEqual([]);
      expect(passed, 'rules that axe applied').toBeGreaterThan(10);
      const wide = await viewer.dialog.evaluate((dialog) =>
        [...dialog.querySelectorAll('*')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1 && clientWidth > 60)
          .map(({ className }) => String(className)),
      );
      expect
        .soft(
          wide.filter((name) => /mistake|dialog/.test(name)),
          'no horizontal scrolling',
        )
        .toEqual([]);
    });

  await test.step('another label at once, and back', async () => {
    const classes = ['coast', 'desert', 'forest'];
    const label = await viewer.dialog.getByRole('definition').first().textContent();
    const other = classes.find((name) => name !== label) ?? '';
    await viewer.moveTo(other);
    await expect(viewer.change).toContainText(`Changed: now “${other}”. The next run will learn from it.`);
    await viewer.change.getByRole('button', { name: /^Undo/ }).click();
    await expect(viewer.change).not.toContainText('Changed');
    await viewer.change.getByRole('button', { name: 'Exclude from training' }).click();
    await keyboard.press('Escape');
    await expect(viewer.dialog).toHaveCount(0);
    // Back to the row that opened it.
    await expect(predictions.getByRole('button').nth(1)).toBeFocused();
    await expect(predictions.getByRole('listitem').first()).toContainText('excluded since');
    await app.undo.click();
    await expect(predictions.getByRole('listitem').first()).not.toContainText('since');
  });
});

test('where it looks is shown on a new picture, and live on the camera', async ({ app, earth }) => {
  const [ice] = earth.take('ice', 1, { split: 'test' });
  if (!ice) throw new Error('too few photos');
  await app.open('?backend=wasm');
  await app.data.bring(earth.some());
  await app.train.run();
  await app.use.choose(ice);
  await app.use.look.check();
  await expect(app.use.overlay).toHaveAccessibleName(/“ice”/);
  await expectDrawn(app.use.overlay);
  await app.use.explained.selectOption('sea');
  await expect(app.use.overlay).toHaveAccessibleName(/“sea”/);

  await app.use.stage.getByRole('button', { name: 'Use the camera' }).click();
  await app.use.look.check();
  await expect(app.use.overlay).toBeVisible();
  // The bars go on, frame by frame, with the overlay on.
  const time = app.use.stage.getByText(/ms for this picture/);
  const before = (await time.textContent()) ?? '';
  await expect(time).not.toHaveText(before);
  await app.use.explained.selectOption('desert');
  await expect(app.use.overlay).toHaveAccessibleName(/“desert”/);
  await app.use.look.uncheck();
  await expect(app.use.overlay).toHaveCount(0);
});

import { payload } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

test('the whole path by keyboard alone', async ({ app, earth, page }) => {
  const { keyboard } = page;
  const [ice] = earth.take('ice', 1, { split: 'test' });
  if (!ice) throw new Error('too few photos');
  await app.open();
  await app.tabTo(app.data.stage.getByRole('button', { name: 'Earth from space' }));
  await keyboard.press('Enter');
  await app.data.imported();

  await app.tabTo(app.model.stage.getByRole('button', { name: 'More', exact: true }));
  await keyboard.press('Enter');
  await app.tabTo(app.model.stage.getByRole('radio', { name: 'Solved', exact: true }));
  await keyboard.press('ArrowRight');
  await app.tabTo(app.model.number('Epochs'), 'Shift+Tab');
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('20');
  await app.tabTo(app.train.button);
  await keyboard.press('Enter');
  await app.train.finished();
  await expect(app.train.stage).toContainText('Epoch 20');

  await app.tabTo(app.evaluate.openTest);
  await keyboard.press('Space');
  await expect(app.evaluate.envelope).toContainText('opened once');

  // Before the way there: the browser takes a moment to hand the dialog to the test.
  const chooser = page.waitForEvent('filechooser');
  await app.tabTo(app.use.stage.getByRole('button', { name: 'Choose a photo' }));
  await keyboard.press('Enter');
  await (await chooser).setFiles(payload(ice));
  await expect(app.use.bars.first()).toContainText('ice');
});

test('the focus is visible and stays where the work is', async ({ app, page }) => {
  const { keyboard } = page;
  await app.open();
  await app.data.startWith('Earth from space');
  const train = app.train.button;
  await app.tabTo(train);
  await expect(train).not.toHaveCSS('outline-style', 'none');

  await test.step('a menu gives the focus back', async () => {
    const add = app.data.stage.getByRole('button', { name: 'Add', exact: true });
    await app.tabTo(add);
    await keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'An empty class' })).toBeFocused();
    await keyboard.press('Escape');
    await expect(add).toBeFocused();
  });

  await test.step('a dialog keeps it and gives it back', async () => {
    const about = page.getByRole('button', { name: 'About Headstart' });
    await app.tabTo(about);
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'About Headstart' });
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(':focus')).toHaveCount(1);
    // From its end Tab leads to the browser's own controls, never to the page behind.
    for (let presses = 0; presses < 4; presses++) {
      await keyboard.press('Tab');
      await expect(page.locator(':focus:not(dialog *)')).toHaveCount(0);
    }
    await keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(about).toBeFocused();
  });
});

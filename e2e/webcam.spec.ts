import { expect, test } from './fixtures/test.ts';

test('photos are taken for as long as the button is held, into the class that is chosen', async ({
  app,
  page,
}) => {
  await app.open();
  await app.data.stage.getByRole('button', { name: 'Use the webcam' }).click();
  const webcam = page.getByRole('region', { name: 'Webcam' });
  const record = webcam.getByRole('button', { name: 'Hold to record' });
  await expect(record).toBeEnabled();

  await record.hover();
  await page.mouse.down();
  await expect(webcam.getByRole('status')).toHaveText(/^[3-9] taken$/);
  await page.mouse.up();
  await expect(app.data.classSection('Class 1')).toContainText(/[2-9] photos: /);
  await expect(app.data.classSection('Class 2')).toContainText('No photos yet');
  await expect(app.data.photos('Class 1').locator('img').first()).toBeVisible();

  await webcam.getByRole('combobox', { name: 'Photos go into' }).selectOption('Class 2');
  await record.focus();
  await page.keyboard.down('Space');
  await expect(webcam.getByRole('status')).toHaveText(/^([7-9]|\d\d) taken$/);
  await page.keyboard.up('Space');
  await expect(app.data.classSection('Class 2')).toContainText(/[1-9] photos?: /);

  await webcam.getByRole('button', { name: 'More' }).click();
  await expect(webcam.getByRole('combobox', { name: 'Camera' }).getByRole('option')).not.toHaveCount(0);
  await webcam.getByRole('button', { name: 'Close the webcam' }).click();
  await expect(webcam).toHaveCount(0);
});

test('the camera is answered live', async ({ app, earth }) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  await app.use.stage.getByRole('button', { name: 'Use the camera' }).click();
  await expect(app.use.bars).toHaveCount(5);
  // A time of its own for each frame.
  const time = app.use.stage.getByText(/ms for this picture/);
  const before = (await time.textContent()) ?? '';
  await expect(time).not.toHaveText(before);
  await app.use.stage.getByRole('button', { name: 'Stop the camera' }).click();
  await expect(app.use.bars).toHaveCount(0);
});

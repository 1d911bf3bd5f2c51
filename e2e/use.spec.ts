import { expect, test } from './fixtures/test.ts';
import { dropFiles, pastePicture } from './fixtures/transfer.ts';

test('a dropped and a pasted picture are answered; what is no picture is said so', async ({
  app,
  earth,
  page,
}) => {
  const [ice] = earth.take('ice', 1, { split: 'test' });
  const [sea] = earth.take('sea', 1, { split: 'test' });
  if (!(ice && sea)) throw new Error('too few photos');
  await app.open();
  await app.data.bring(earth.some());
  const photos = await app.data.splitCounts.textContent();
  await app.train.run();

  const target = app.use.stage.getByText('Drop a new photo here, or paste one.');
  await dropFiles(target, [ice]);
  await expect(app.use.bars.first()).toContainText('ice');
  await expect(app.use.stage.getByRole('img', { name: ice.name })).toBeVisible();

  await app.train.button.focus();
  await pastePicture(page, sea);
  await expect(app.use.bars.first()).toContainText('sea');

  await app.use.choose({ name: 'text.jpg', bytes: Buffer.from('no picture at all') });
  await expect(app.use.stage).toContainText('This is text, not a picture.');
  await expect(app.use.bars).toHaveCount(0);
  // None of it became data.
  await expect(app.data.splitCounts).toHaveText(photos ?? '');
});

test('another run answers for the same picture', async ({ app, earth }) => {
  const [coast] = earth.take('coast', 1, { split: 'test' });
  if (!coast) throw new Error('too few photos');
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();
  await app.model.setPenalty(1);
  await app.train.run();
  await app.use.choose(coast);
  const short = await app.use.answer();
  await app.train.runs
    .nth(1)
    .getByRole('button', { name: /^Run 1/ })
    .click();
  await expect(app.use.stage).toContainText('Run 1 answers');
  await expect(app.use.bars.first()).toBeVisible();
  expect(await app.use.answer()).not.toEqual(short);
});

import { AppPage } from './fixtures/app-page.ts';
import { audit } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

test('a second tab only shows the project, takes it over on request, and gets it when the first is closed', async ({
  app,
  context,
  earth,
}) => {
  await app.open();
  await app.data.bring(earth.some());
  await app.train.run();

  const other = new AppPage(await context.newPage());
  const banner = other.page.getByRole('status', { name: 'Open in another tab' });
  const workHere = banner.getByRole('button', { name: 'Work here' });
  await other.open();
  await expect(banner).toContainText('Another tab has this project open');
  expect((await audit(other.page)).found).toEqual([]);

  // It shows what is there and answers for a new photo…
  await expect(other.data.splitCounts).toHaveText((await app.data.splitCounts.textContent()) ?? '');
  await expect(other.train.runs).toHaveCount(1);
  const [photo] = earth.take('sea', 1, { split: 'test' });
  if (photo) await other.use.choose(photo);
  await expect(other.use.bars.first()).toContainText('sea');
  // …and changes nothing.
  await other.train.button.click();
  await other.data.act('sea', 'Delete class and its photos');
  await expect(other.notice(/Another tab has this project open/)).toHaveCount(1);
  await expect(other.train.runs).toHaveCount(1);
  await expect(other.data.classSection('sea')).toBeVisible();

  // The first tab's work is seen here once this tab has taken over, and the first only shows it then.
  await app.data.act('ice', 'Delete class and its photos');
  await expect(app.data.classSection('ice')).toHaveCount(0);
  await workHere.focus();
  await other.page.keyboard.press('Enter');
  await expect(banner).toHaveCount(0);
  await expect(other.data.classSection('ice')).toHaveCount(0);
  await expect(app.page.getByRole('status', { name: 'Open in another tab' })).toBeVisible();
  await other.train.run();
  await expect(other.train.runs).toHaveCount(2);

  // A closed tab leaves the project to the one that waits.
  await other.page.close();
  await expect(app.page.getByRole('status', { name: 'Open in another tab' })).toHaveCount(0);
  await expect(app.train.runs).toHaveCount(2);
  await app.train.run();
  await expect(app.train.runs).toHaveCount(3);
});

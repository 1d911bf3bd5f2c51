import { layFormerDatabase } from './fixtures/former-database.ts';
import { failOnce, mended } from './fixtures/later-parts.ts';
import { expect, test } from './fixtures/test.ts';

test('one damaged run and photo are left out and said in one line; the rest opens, and they can be deleted', async ({
  app,
  page,
  guard,
}) => {
  await layFormerDatabase(page, { photos: 40, classes: 2, runs: 3 });
  await app.open('?backend=wasm&threads=1');
  await expect(app.train.runs).toHaveCount(3);
  // Past the page's code, on a document of this origin that has the database closed.
  await page.goto('./former');
  await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await settled(indexedDB.open('headstart'));
    const store = (name: string) => db.transaction(name, 'readwrite').objectStore(name);
    const { history: _, ...run } = await settled(store('runs').get('run-2'));
    await settled(store('runs').put(run));
    const photos = await settled(store('samples').getAll());
    const sample = photos.find(({ classId }) => classId !== 'c1');
    await settled(store('samples').put({ ...sample, hash: null }));
    db.close();
  });

  // The banner's own code fails once, which is told in the console too.
  guard.expect(/^console: /);
  await failOnce(page, ['DamagedBanner']);
  await app.open('?backend=wasm&threads=1');
  const banner = page.getByRole('status', { name: 'Damaged on this device' });
  await mended(page, banner);
  await expect(banner).toContainText('left out: 1 photo, 1 run');
  await expect(app.train.runs).toHaveCount(2);
  await expect(app.train.runCalled('Run 3')).toBeVisible();
  await expect(app.data.classSection('class 1')).toContainText('20 photos');

  await banner.getByRole('button', { name: 'Delete what is damaged' }).click();
  await expect(banner).toHaveCount(0);
  await app.open('?backend=wasm&threads=1');
  await expect(app.train.runs).toHaveCount(2);
  await expect(banner).toHaveCount(0);
});

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { AppPage } from '../../e2e/fixtures/app-page.ts';
import { SampleSet } from '../../e2e/fixtures/samples.ts';
import { launch } from '../bench/browser.ts';
import { startServer } from '../serve/server.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const STAGES = ['Data', 'Model', 'Train', 'Evaluate', 'Use'];

/**
 * Trains on the satellite photos in a real browser, as a person would, and photographs the page.
 * @param site the folder of a production build
 * @param picture where the wide, light picture of the trained page goes
 * @param gallery a folder for pictures of every stage, wide and narrow, light and dark; null: none
 */
export async function takeScreenshots(site: string, picture: string, gallery: string | null): Promise<void> {
  const server = await startServer({ port: 0, folder: site });
  const profile = await mkdtemp(join(tmpdir(), 'headstart-screenshots-'));
  const context = await launch(profile);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url);
    const app = new AppPage(page);
    await expect(app.data.chooseFolderButton).toBeVisible();
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    if (gallery !== null) await takeGallery(page, gallery, 'first', ['Data']);

    await app.data.startWith('Earth from space');
    await expect(app.data.splitCounts).toContainText('test');
    await app.train.run();
    const [photo] = (await SampleSet.read('earth')).take('mountains', 1, { split: 'test' });
    if (photo) await app.use.choose(photo);
    await expect(app.use.bars).toHaveCount(5);
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await sharp(await shoot(page))
      .png({ palette: true, effort: 10 })
      .toFile(picture);
    if (gallery !== null) await takeGallery(page, gallery, 'trained', STAGES);
  } finally {
    await context.close();
    await server.close();
    await rm(profile, { recursive: true });
  }
}

/** The stages in both sizes and both themes; leaves the page narrow and dark. */
async function takeGallery(
  page: Page,
  folder: string,
  moment: string,
  stages: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const name = (what: string) => join(folder, `${moment}-${what}-${size.width}-${colorScheme}.png`);
      await page.evaluate(() => scrollTo(0, 0));
      await sharp(await shoot(page)).toFile(name('page'));
      for (const stage of stages) {
        const section = page.getByRole('region', { name: stage, exact: true });
        await section.evaluate((element) => element.scrollIntoView());
        await sharp(size === WIDE ? await section.screenshot() : await shoot(page)).toFile(
          name(stage.toLowerCase()),
        );
      }
    }
  }
}

/** The window, once its pictures are there and nothing moves. */
async function shoot(page: Page): Promise<Buffer> {
  const loaded = () => page.evaluate(() => [...document.images].every((image) => image.complete));
  await expect.poll(loaded).toBe(true);
  return page.screenshot({ animations: 'disabled' });
}

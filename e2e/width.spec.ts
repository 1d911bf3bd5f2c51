import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

const WIDTHS = [1366, 1440, 820, 390];
const STAGES = ['Data', 'Model', 'Train', 'Evaluate', 'Use'];

/** What stands out of the window at its right, or out of a stage; what scrolls sideways on purpose is a region of its own. */
const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`;
    const out: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const { right, width } = element.getBoundingClientRect();
      const seen =
        width > 0 && element.closest('.visually-hidden, [tabindex="0"]:not(button), dialog') === null;
      if (seen && right > innerWidth + 0.5) out.push(`${name(element)} ends at ${right}`);
    }
    for (const element of document.querySelectorAll('html, .stages, .stage, .stage-body'))
      if (element.scrollWidth > element.clientWidth + 1)
        out.push(`${name(element)} scrolls ${element.scrollWidth} in ${element.clientWidth}`);
    return out;
  });

/** What the frame around the stages could be scrolled by, which would push their heads out of sight for good. */
const hiddenBelow = (page: Page): Promise<number> =>
  page.locator('.stages').evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);

test('nothing is wider than the window, whichever stage is made wider', async ({ app, page, earth }) => {
  await app.open();
  expect(await overflowing(page)).toEqual([]);
  await app.data.bring(earth.some());
  await app.train.run();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => overflowing(page), `at ${width} px`).toEqual([]);
    for (const stage of width >= 1280 ? STAGES : []) {
      await page.getByRole('button', { name: `Make ${stage} wider` }).click();
      await expect.poll(() => overflowing(page), `${stage} made wider at ${width} px`).toEqual([]);
      const widths = await page
        .locator('.stages > .stage')
        .evaluateAll((all) => all.map((one) => one.clientWidth));
      expect(await hiddenBelow(page)).toBe(0);
      expect(widths[STAGES.indexOf(stage)]).toBe(Math.max(...widths));
      if (process.env.E2E_PICTURES)
        await page.screenshot({ path: `${process.env.E2E_PICTURES}/${width}-${stage}.png` });
      await page.getByRole('button', { name: `Make ${stage} as wide as before` }).click();
    }
  }
});

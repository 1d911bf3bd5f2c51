import type { GoldenWindow } from './fixtures/golden-page/page.ts';
import { buildGoldenPage, goldenPath, readGolden, serveGoldenPage } from './fixtures/golden-site.ts';
import { test as base, expect } from './fixtures/test.ts';

const test = base.extend<object, { files: ReadonlyMap<string, string | Uint8Array> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  files: [async ({}, use) => use(await buildGoldenPage()), { scope: 'worker' }],
});

// In one worker, which builds the page once.
test.describe.configure({ mode: 'default' });

/** ‖a − b‖ / ‖b‖ of the values that the golden file has. */
function relativeError(got: readonly number[], expected: readonly number[]): number {
  const difference = Math.hypot(...expected.map((value, index) => (got[index] ?? Number.NaN) - value));
  return difference / Math.hypot(...expected);
}

for (const id of ['mobilenet-v3', 'inception-v3', 'resnet-50'])
  test(`${id} gives the features of its source model in the browser`, async ({ page, files }) => {
    const { step, pictures } = await readGolden(id);
    await serveGoldenPage(page, files);
    await page.goto(goldenPath);
    const all = await page.evaluate(
      ([backbone, names]) => (window as unknown as GoldenWindow).featuresOfPictures(backbone, names),
      [id, pictures.map(({ file }) => file)] as const,
    );
    for (const [index, { file, features, norm }] of pictures.entries()) {
      const got = all[index] ?? [];
      const kept = got.filter((_, at) => at % step === 0);
      expect.soft(relativeError(kept, features), file).toBeLessThanOrEqual(1e-3);
      expect.soft(Math.abs(Math.hypot(...got) - norm) / norm, `${file}, length`).toBeLessThanOrEqual(1e-3);
    }
  });

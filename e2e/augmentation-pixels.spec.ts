import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Affine, identity } from '../src/core/augmentation/affine.ts';
import { type ColourChange, colourMatrix } from '../src/core/augmentation/colour.ts';
import { movementMatrix } from '../src/core/augmentation/shape.ts';
import type { View } from '../src/core/augmentation/view.ts';
import type { AugmentationWindow, TestPicture } from './fixtures/augmentation-page/page.ts';
import { buildEnginePage, serveEnginePage } from './fixtures/engine-page.ts';
import { Guard } from './fixtures/guard.ts';
import { test as base, expect } from './fixtures/test.ts';

const path = '/augmentation-page/';
const root = join(import.meta.dirname, 'fixtures/augmentation-page');

/** Draws in the browser. */
interface Draw {
  readonly views: (
    picture: TestPicture,
    size: number,
    views: readonly (View | null)[],
  ) => Promise<number[][]>;
  readonly photo: (picture: TestPicture, size: number) => Promise<number[]>;
  readonly filter: (picture: TestPicture, size: number, filter: string) => Promise<number[]>;
}

/** One page draws for all tests: it keeps nothing from one to the next. */
const test = base.extend<{ draw: Draw }, { opened: { readonly page: Page; readonly guard: Guard } }>({
  opened: [
    async ({ browser }, use, { project }) => {
      const baseURL = project.use.baseURL ?? '';
      const context = await browser.newContext({ baseURL });
      const guard = new Guard(new URL(baseURL).origin);
      guard.watch(context);
      const page = await context.newPage();
      await serveEnginePage(page, path, await buildEnginePage(root, path), (name) => join(root, name));
      await page.goto(path);
      await use({ page, guard });
      await context.close();
    },
    { scope: 'worker' },
  ],
  guard: async ({ opened }, use) => use(opened.guard),
  draw: async ({ opened: { page, guard } }, use) => {
    await use({
      views: async (...given) =>
        (
          await page.evaluate((args) => (window as unknown as AugmentationWindow).drawViews(...args), given)
        ).map((pixels) => [...pixels]),
      photo: async (...given) => [
        ...(await page.evaluate(
          (args) => (window as unknown as AugmentationWindow).drawPhoto(...args),
          given,
        )),
      ],
      filter: async (...given) => [
        ...(await page.evaluate(
          (args) => (window as unknown as AugmentationWindow).filterPhoto(...args),
          given,
        )),
      ],
    });
    expect(guard.problems, 'errors and foreign requests').toEqual([]);
  },
});
test.describe.configure({ mode: 'default' });

type Colour = readonly [number, number, number];

/** Four values a pixel, row by row. */
function values(width: number, height: number, colourAt: (x: number, y: number) => Colour): number[] {
  const rgba: number[] = [];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgba.push(...colourAt(x, y), 255);
  return rgba;
}

const picture = (width: number, height: number, colourAt: (x: number, y: number) => Colour): TestPicture => ({
  width,
  height,
  rgba: Uint8ClampedArray.from(values(width, height, colourAt)),
});

/** All pixels differ, and nothing is symmetric. */
const varied = (width: number, height: number): TestPicture =>
  picture(width, height, (x, y) => [(37 * x) % 256, (53 * y) % 256, (11 * x + 29 * y) % 256]);

const still = { mirroredX: false, mirroredY: false, degrees: 0, zoom: 1, shift: [0, 0] } as const;
const view = (part: Partial<View>): View => ({
  crop: null,
  transform: identity,
  colour: null,
  erased: null,
  ...part,
});
const moved = (part: Partial<Parameters<typeof movementMatrix>[0]>): View =>
  view({ transform: movementMatrix({ ...still, ...part }) });

const pixel = (pixels: readonly number[], size: number, x: number, y: number): number[] =>
  pixels.slice(4 * (y * size + x), 4 * (y * size + x) + 3);

/** Pixels of a picture made by a rule, at the view's size. */
const expected = (size: number, colourAt: (x: number, y: number) => Colour): readonly number[] =>
  values(size, size, colourAt);

const largestDifference = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] ?? Number.NaN))), 0);

const at = ({ width, rgba }: TestPicture, x: number, y: number): Colour => {
  const [r = 0, g = 0, b = 0] = rgba.slice(4 * (y * width + x));
  return [r, g, b];
};

for (const [width, height, size] of [
  [64, 64, 64],
  [301, 200, 96],
  [90, 143, 128],
  [20, 30, 64],
] as const)
  test(`${width} × ${height} at ${size}: the photo itself, and a view that changes nothing`, async ({
    draw,
  }) => {
    const source = varied(width, height);
    const photo = await draw.photo(source, size);
    const [itself, unchanged, again] = await draw.views(source, size, [null, moved({}), null]);
    expect(itself).toEqual(photo);
    expect(unchanged).toEqual(photo);
    expect(again).toEqual(photo);
  });

test('flips are exact, also of the middle of an oblong picture', async ({ draw }) => {
  const flips = [moved({ mirroredX: true }), moved({ mirroredY: true })];
  for (const source of [varied(64, 64), varied(100, 64)]) {
    const [left, top] = [(source.width - 64) / 2, 0];
    const [x, y] = await draw.views(source, 64, flips);
    expect(x).toEqual(expected(64, (column, row) => at(source, left + 63 - column, top + row)));
    expect(y).toEqual(expected(64, (column, row) => at(source, left + column, top + 63 - row)));
  }
});

test('a rotation by 90° is exact, and clockwise', async ({ draw }) => {
  const source = varied(64, 64);
  const [turned] = await draw.views(source, 64, [moved({ degrees: 90 })]);
  expect(
    largestDifference(
      turned ?? [],
      expected(64, (x, y) => at(source, y, 63 - x)),
    ),
  ).toBeLessThanOrEqual(1);
});

test('beyond the borders is the mirror image, without a seam', async ({ draw }) => {
  const source = varied(64, 64);
  const reflect = (i: number): number => (i < 0 ? -1 - i : i > 63 ? 127 - i : i);
  const [shifted, back] = await draw.views(source, 64, [
    moved({ shift: [0.25, 0.125] }),
    moved({ shift: [-0.5, -0.25] }),
  ]);
  expect(shifted).toEqual(expected(64, (x, y) => at(source, reflect(x - 16), reflect(y - 8))));
  expect(back).toEqual(expected(64, (x, y) => at(source, reflect(x + 32), reflect(y + 16))));

  // No corner is black, and no line crosses a plain picture, however it is turned.
  const plain = picture(60, 45, () => [200, 100, 50]);
  for (const drawn of await draw.views(plain, 64, [
    moved({ degrees: 33, zoom: 0.4, shift: [0.5, 0.3] }),
    moved({ degrees: -170, zoom: 0.7 }),
    moved({ degrees: 10 }),
  ]))
    expect(
      largestDifference(
        drawn,
        expected(64, () => [200, 100, 50]),
      ),
    ).toBeLessThanOrEqual(1);
});

test('a shift shows what lies beside the centre square', async ({ draw }) => {
  const source = varied(128, 64);
  const [shifted] = await draw.views(source, 64, [moved({ shift: [0.25, 0] })]);
  expect(shifted).toEqual(expected(64, (x, y) => at(source, 32 - 16 + x, y)));
});

test('a crop is the part of the whole picture, stretched to the square', async ({ draw }) => {
  // Four quadrants; the crop is the right half's lower one exactly.
  const colours: readonly Colour[] = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]]; // biome-ignore format: short
  const quadrants = picture(128, 96, (x, y) => colours[(x < 64 ? 0 : 1) + (y < 48 ? 0 : 2)] as Colour);
  const crop = { area: 0.25, limit: 4 / 3, aspect: 1, x: 1, y: 1 };
  const [part] = await draw.views(quadrants, 48, [view({ crop })]);
  // An aspect of 4 : 3 makes it 64 × 48 of 128 × 96.
  expect(
    largestDifference(
      part ?? [],
      expected(48, () => [255, 255, 0]),
    ),
  ).toBe(0);
  const [top] = await draw.views(quadrants, 48, [view({ crop: { ...crop, x: 0.5, y: 0 } })]);
  expect(pixel(top ?? [], 48, 10, 20)).toEqual([255, 0, 0]);
  expect(pixel(top ?? [], 48, 37, 20)).toEqual([0, 255, 0]);
});

test('rotation follows the geometry on a gradient', async ({ draw }) => {
  const gradient = picture(128, 128, (x, y) => [x + 64, y + 64, 0]);
  const [turned = []] = await draw.views(gradient, 128, [moved({ degrees: 30, zoom: 1.6 })]);
  const [a, b, c, d, e, f]: Affine = movementMatrix({ ...still, degrees: 30, zoom: 1.6 });
  const rule = (x: number, y: number): Colour => {
    const [u, v] = [(x + 0.5) / 128, (y + 0.5) / 128];
    return [128 * (a * u + c * v + e) - 0.5 + 64, 128 * (b * u + d * v + f) - 0.5 + 64, 0];
  };
  expect(largestDifference(turned, expected(128, rule))).toBeLessThanOrEqual(1.5);
});

test('a fine checkerboard becomes grey when it is made small: nothing aliases', async ({ draw }) => {
  const checkers = picture(512, 512, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
  for (const drawn of await draw.views(checkers, 64, [
    moved({ degrees: 20 }),
    moved({ zoom: 0.9 }),
    moved({ zoom: 1.5, mirroredX: true }),
  ]))
    expect(
      largestDifference(
        drawn,
        expected(64, () => [128, 128, 128]),
      ),
    ).toBeLessThanOrEqual(8);
});

test("colours are those of the browser's own filters", async ({ draw }) => {
  const source = varied(64, 64);
  const none: ColourChange = { brightness: 1, contrast: 1, saturation: 1, hue: 0 };
  for (const [change, filter] of [
    [{ brightness: 0.7 }, 'brightness(0.7)'],
    [{ contrast: 1.3 }, 'contrast(1.3)'],
    [{ saturation: 0.4 }, 'saturate(0.4)'],
    [{ hue: 40 }, 'hue-rotate(40deg)'],
  ] as const) {
    const colour = colourMatrix({ ...none, ...change });
    const [drawn = []] = await draw.views(source, 64, [view({ colour })]);
    expect(largestDifference(drawn, await draw.filter(source, 64, filter)), filter).toBeLessThanOrEqual(1);
  }
});

test('erasing leaves the rest as it is; transparent pictures lie over white', async ({ draw }) => {
  const source = varied(64, 64);
  const erased = { x: 0.5, y: 0.25, width: 0.25, height: 0.5, seed: 7 };
  const [whole = [], holed = []] = await draw.views(source, 64, [null, view({ erased })]);
  for (let y = 0; y < 64; y++)
    for (let x = 0; x < 64; x++)
      if (x < 32 || x >= 48 || y < 16 || y >= 48)
        expect(pixel(holed, 64, x, y)).toEqual(pixel(whole, 64, x, y));
  expect(pixel(holed, 64, 40, 32)).not.toEqual(pixel(whole, 64, 40, 32));

  const clear = { width: 64, height: 64, rgba: new Uint8ClampedArray(64 * 64 * 4) };
  for (const drawn of await draw.views(clear, 64, [null, moved({ degrees: 45 }), moved({ mirroredX: true })]))
    expect(drawn.every((value) => value === 255)).toBe(true);
});

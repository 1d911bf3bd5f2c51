import { expect, test, vi } from 'vitest';
import { OCCLUSION_CELLS, type OcclusionOptions, occlusion } from './occlusion.ts';

const SIZE = 30;
const CELL = SIZE / OCCLUSION_CELLS;

/** How bright pictures are on the whole: the smallest model that looks everywhere. */
const brightness = async (images: Float32Array): Promise<readonly number[]> => {
  const pixels = SIZE ** 2 * 3;
  return Array.from({ length: images.length / pixels }, (_, i) =>
    images.subarray(i * pixels, (i + 1) * pixels).reduce((sum, value) => sum + value, 0),
  );
};

/** Dark, with a bright square of one cell. */
function planted(row: number, column: number): Float32Array {
  const image = new Float32Array(SIZE ** 2 * 3);
  for (let y = row * CELL; y < (row + 1) * CELL; y++)
    image.fill(1, (y * SIZE + column * CELL) * 3, (y * SIZE + (column + 1) * CELL) * 3);
  return image;
}

const options: OcclusionOptions = {
  size: SIZE,
  batchSize: 4,
  fixedBatch: false,
  logitsOf: brightness,
  onBatch: async () => {},
};

test.each([
  [0, 0],
  [4, 6],
  [9, 9],
  [0, 9],
])('a bright patch in row %i, column %i is found: covering it costs most', async (row, column) => {
  const image = planted(row, column);
  const values = await occlusion(image, options);
  expect(values).toHaveLength(OCCLUSION_CELLS ** 2);
  const mean = image.reduce((sum, value) => sum + value, 0) / image.length;
  for (let at = 0; at < values.length; at++) {
    const [y, x] = [Math.floor(at / OCCLUSION_CELLS), at % OCCLUSION_CELLS];
    // By definition: the square of three cells a side, cut off at the border, has the picture's mean colour.
    const side = (from: number) => Math.min(OCCLUSION_CELLS, from + 2) - Math.max(0, from - 1);
    const covered = side(y) * side(x) * CELL ** 2 * 3;
    const inside = Math.abs(y - row) <= 1 && Math.abs(x - column) <= 1;
    expect(values[at]).toBeCloseTo((inside ? CELL ** 2 * 3 : 0) - covered * mean, 3);
  }
});

test('a batch that is not full is filled up where its size must not change, and gives the same', async () => {
  const image = planted(3, 4);
  const logitsOf = vi.fn(brightness);
  // 101 pictures in batches of 10: the last one has 1.
  const fixed = await occlusion(image, { ...options, batchSize: 10, fixedBatch: true, logitsOf });
  expect(new Set(logitsOf.mock.calls.map(([images]) => images.length))).toEqual(new Set([10 * image.length]));
  expect(fixed).toEqual(await occlusion(image, options));
});

test('progress counts cells, and what is thrown stops it', async () => {
  const told: (readonly [number, number])[] = [];
  const onBatch = async (done: number, total: number) => {
    told.push([done, total]);
    if (done > 50) throw new Error('stop');
  };
  await expect(occlusion(planted(0, 0), { ...options, onBatch })).rejects.toThrow('stop');
  expect(told[0]).toEqual([3, 100]);
  expect(told.at(-1)).toEqual([51, 100]);
});

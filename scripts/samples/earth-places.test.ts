import { expect, test } from 'vitest';
import { EARTH_CLASSES, TILE_DEGREES, type Tile, tilesOf } from './earth-places.ts';

const tiles: readonly Tile[] = Object.values(EARTH_CLASSES).flatMap(({ train, test: held }) =>
  [...train, ...held].flatMap(tilesOf),
);

test('a block is its tiles, row by row', () => {
  expect(tilesOf([10, 20, 2, 2])).toEqual([
    { north: 10, west: 20 },
    { north: 10, west: 27 },
    { north: 3, west: 20 },
    { north: 3, west: 27 },
  ]);
});

test('no two tiles share a pixel, so nothing of the test was seen in training', () => {
  const overlapping = tiles.flatMap((a, index) =>
    tiles
      .slice(index + 1)
      .filter((b) => Math.abs(a.north - b.north) < TILE_DEGREES && Math.abs(a.west - b.west) < TILE_DEGREES)
      .map((b) => [a, b]),
  );
  expect(overlapping).toEqual([]);
});

test('every tile lies on the map', () => {
  for (const { north, west } of tiles) {
    expect(north).toBeLessThanOrEqual(90);
    expect(north - TILE_DEGREES).toBeGreaterThanOrEqual(-90);
    expect(west).toBeGreaterThanOrEqual(-180);
    expect(west + TILE_DEGREES).toBeLessThanOrEqual(180);
  }
});

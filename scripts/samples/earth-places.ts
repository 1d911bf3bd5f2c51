/** Side of a tile, degrees of latitude and longitude. */
export const TILE_DEGREES = 7;

/** A square of the map by its north-west corner, degrees; south and west are negative. */
export interface Tile {
  readonly north: number;
  readonly west: number;
}

/** A block of adjoining tiles: its north-west corner, how many tiles down and how many across. */
type Block = readonly [north: number, west: number, rows: number, columns: number];

/** Where each class was photographed. Training and test lie in different places, on the whole on different continents. */
export const EARTH_CLASSES: Readonly<
  Record<string, { readonly train: readonly Block[]; readonly test: readonly Block[] }>
> = {
  desert: {
    // The Sahara, Arabia.
    train: [
      [30, -9, 2, 6],
      [24, 43, 1, 2],
      [31, 40, 1, 1],
    ],
    // Australia, the Gobi, the Kalahari, Iran.
    test: [
      [-21, 121, 1, 3],
      [44, 102, 1, 1],
      [-20, 18, 1, 1],
      [34, 54, 1, 1],
    ],
  },
  forest: {
    // The Amazon, the south-east of Asia, the east of North America.
    train: [
      [1, -71, 2, 3],
      [8, -67, 1, 2],
      [26, 93, 1, 1],
      [32, 110, 1, 1],
      [39, -87, 1, 1],
      [56, -97, 1, 1],
      [52, -77, 1, 1],
    ],
    // The Congo, Borneo, Russia.
    test: [
      [4, 14, 1, 2],
      [-3, 17, 1, 1],
      [4, 111, 1, 1],
      [61, 36, 1, 1],
    ],
  },
  ice: {
    // East Antarctica.
    train: [[-74, 20, 1, 14]],
    // Greenland, West Antarctica.
    test: [
      [79, -52, 1, 2],
      [72, -47, 1, 1],
      [-78, -125, 1, 3],
    ],
  },
  sea: {
    // The Pacific, the Atlantic.
    train: [
      [8, -165, 3, 3],
      [38, -48, 2, 3],
    ],
    // The Indian Ocean.
    test: [[-10, 76, 2, 3]],
  },
  mountains: {
    // Tibet and the Pamir, the Andes, the Rockies, the Zagros.
    train: [
      [37, 80, 1, 3],
      [42, 66, 1, 2],
      [-13, -74, 1, 1],
      [-20, -71, 1, 1],
      [-27, -72, 2, 1],
      [49, -119, 1, 1],
      [42, -113, 1, 1],
      [56, -127, 1, 1],
      [36, 47, 1, 1],
    ],
    // The Alps, the Caucasus, Ethiopia, Anatolia, the Altai.
    test: [
      [49, 7, 1, 1],
      [45, 42, 1, 1],
      [14, 36, 1, 1],
      [41, 35, 1, 1],
      [52, 86, 1, 1],
    ],
  },
  coast: {
    // The Mediterranean, Norway, Britain, Japan, Korea, the Philippines, Florida, Cuba, California, Java and others.
    train: [
      [66, 9, 1, 1],
      [42, 9, 1, 1],
      [41, 20, 1, 1],
      [57, -7, 1, 1],
      [37, 134, 1, 1],
      [39, 123, 1, 1],
      [14, 120, 1, 1],
      [31, -86, 1, 1],
      [24, -82, 1, 1],
      [31, -116, 1, 1],
      [3, 119, 1, 1],
      [-4, 107, 1, 1],
      [-14, 44, 1, 1],
      [27, 33, 1, 1],
    ],
    // Denmark, Iceland, India, Chile, New Guinea, Tasmania, New Zealand.
    test: [
      [59, 8, 1, 1],
      [67, -22, 1, 1],
      [13, 76, 1, 1],
      [-43, -76, 1, 1],
      [-4, 144, 1, 1],
      [-38, 142, 1, 1],
      [-36, 172, 1, 1],
    ],
  },
};

/** The tiles of a block, row by row. */
export function tilesOf([north, west, rows, columns]: Block): readonly Tile[] {
  return Array.from({ length: rows * columns }, (_, index) => ({
    north: north - TILE_DEGREES * Math.floor(index / columns),
    west: west + TILE_DEGREES * (index % columns),
  }));
}

import sharp from 'sharp';
import { EARTH_CLASSES, TILE_DEGREES, type Tile, tilesOf } from './earth-places.ts';
import { onlyFile, type SampleImage, type SampleRecipe } from './recipe.ts';

/** Side of a finished picture, pixels; the photograph itself has some 11 pixels a degree. */
const SIDE = 160;

export const earth: SampleRecipe = {
  card: {
    id: 'earth',
    name: 'Earth from space',
    summary:
      'Satellite photos of deserts, forests, ice, sea, mountains and coasts: learn them on some continents, then meet others.',
    sources: [
      {
        package: 'three-globe',
        version: '2.45.2',
        integrity:
          'sha512-3qJE2LAdyHsUPt02mgMRc+PG3j9kGEA0fUYrwKPGIVtvMR1XjDn9hCXu31AWocdgHOFcXkrRVz7jJZzTIvR0eQ==',
        files: ['example/img/earth-blue-marble.jpg'],
        licence: 'Public domain',
        author: 'NASA Earth Observatory',
        url: 'https://visibleearth.nasa.gov/collection/1484/blue-marble',
        attribution:
          'Blue Marble satellite imagery: NASA Earth Observatory, a work of the United States government; cut into squares and resized. Taken from the npm package three-globe (MIT, Vasco Asturiano).',
      },
    ],
  },
  images: async ([files]) => {
    const world = sharp(onlyFile(files));
    const { width, height } = await world.metadata();
    const images: SampleImage[] = [];
    for (const [className, places] of Object.entries(EARTH_CLASSES)) {
      for (const split of ['train', 'test'] as const) {
        for (const tile of places[split].flatMap(tilesOf)) {
          const square = squareOf(tile, width, height);
          const bytes = await world
            .clone()
            .extract(square)
            .resize(SIDE, SIDE)
            .jpeg({ quality: 90 })
            .toBuffer();
          images.push({ split, className, name: `${className}${nameOf(tile)}.jpg`, bytes });
        }
      }
    }
    return images;
  },
};

/** The pixels of a tile on a map of the whole Earth in equal steps of latitude and longitude. */
function squareOf(
  { north, west }: Tile,
  width: number,
  height: number,
): { left: number; top: number; width: number; height: number } {
  const side = Math.round((TILE_DEGREES / 360) * width);
  const left = Math.round(((west + 180) / 360) * width);
  const top = Math.round(((90 - north) / 180) * height);
  return { left, top, width: side, height: side };
}

/** '-23n+114e': the tile's north-west corner in whole degrees. */
function nameOf({ north, west }: Tile): string {
  const signed = (degrees: number) => `${degrees < 0 ? '-' : '+'}${Math.abs(degrees)}`;
  return `${signed(north)}n${signed(west)}e`;
}

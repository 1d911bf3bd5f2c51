import { type Random, seededRandom } from '../random.ts';

type Colour = readonly [number, number, number];

/** Rectangles and discs of a picture. */
const SHAPES = 12;

/**
 * A picture that is drawn, not photographed, to go along with an export: colours that run into each other, waves, and
 * shapes with sharp edges, so that every part of a network has something to do. No photo has to leave for it.
 * @param size side, pixels
 * @param seed another one gives another picture
 * @returns RGBA, row by row; alpha is 255 throughout
 */
export function goldenPattern(size: number, seed: number): Uint8ClampedArray<ArrayBuffer> {
  const random = seededRandom(`golden ${seed}`);
  const ground = gradient(random);
  const shapes = Array.from({ length: SHAPES }, () => shape(random));
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0; x < size; x++, at += 4) {
      const [u, v] = [(x + 0.5) / size, (y + 0.5) / size];
      const colour = shapes.findLast(({ covers }) => covers(u, v))?.colour ?? ground(u, v);
      pixels.set([...colour, 255], at);
    }
  return pixels;
}

const colourFrom = (random: Random): Colour => [255 * random(), 255 * random(), 255 * random()];

/** From one colour to another in some direction, with waves over it. Places are 0…1 in both directions. */
function gradient(random: Random): (u: number, v: number) => Colour {
  const from = colourFrom(random);
  const to = colourFrom(random);
  const angle = 2 * Math.PI * random();
  const waves = 4 + 30 * random();
  return (u, v) => {
    const along = 0.5 + (u - 0.5) * Math.cos(angle) + (v - 0.5) * Math.sin(angle);
    const wave = 0.15 * Math.sin(waves * (u * Math.sin(angle) - v * Math.cos(angle)) * Math.PI);
    const mix = (c: 0 | 1 | 2) => from[c] + (to[c] - from[c]) * (along + wave);
    return [mix(0), mix(1), mix(2)];
  };
}

function shape(random: Random): { colour: Colour; covers: (u: number, v: number) => boolean } {
  const colour = colourFrom(random);
  const [u0, v0, width, height] = [random(), random(), 0.05 + 0.2 * random(), 0.05 + 0.2 * random()];
  const round = random() < 0.5;
  return {
    colour,
    covers: (u, v) =>
      round
        ? ((u - u0) / width) ** 2 + ((v - v0) / height) ** 2 < 1
        : Math.abs(u - u0) < width && Math.abs(v - v0) < height,
  };
}

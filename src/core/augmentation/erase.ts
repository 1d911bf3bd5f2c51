import { type Random, seededRandom } from '../random.ts';
import type { Augmentation } from './augmentation.ts';
import type { Rectangle } from './crop.ts';
import { logUniform, uniform } from './uniform.ts';

/** A rectangle that is painted over, in shares of the view's side. */
export interface Erased extends Rectangle {
  /** Of the noise that it is filled with. */
  readonly seed: number;
}

/** Smallest share of the area, and the narrowest aspect (Zhong et al. 2017, table of the defaults: s_l and r_1). */
const SMALLEST = 0.02;
const NARROWEST = 0.3;

/**
 * Random erasing (Zhong et al. 2017, algorithm 1): null for the views that are left whole. Where the paper draws until
 * a rectangle fits, the aspect is drawn among those that fit.
 */
export function drawErasing(
  { probability, largest }: Augmentation['erasing'],
  random: Random,
): Erased | null {
  if (random() >= probability) return null;
  const area = uniform(random, Math.min(SMALLEST, largest), largest);
  const aspect = logUniform(random, Math.max(NARROWEST, area), Math.min(1 / NARROWEST, 1 / area));
  const [width, height] = [Math.sqrt(area * aspect), Math.sqrt(area / aspect)];
  const [x, y] = [random() * (1 - width), random() * (1 - height)];
  return { x, y, width, height, seed: Math.floor(random() * 2 ** 32) };
}

/**
 * Paints the rectangle over with noise, which is the paper's best of four fillings: a plain one is a thing with edges
 * of its own, which a backbone knows.
 * @param rgba size · size · 4 values 0…255, changed in place
 */
export function erase(rgba: Uint8ClampedArray, size: number, erased: Erased): void {
  const random = seededRandom(erased.seed);
  const edge = (share: number): number => Math.round(share * size);
  const [left, right] = [edge(erased.x), edge(erased.x + erased.width)];
  for (let row = edge(erased.y); row < edge(erased.y + erased.height); row++)
    for (let at = 4 * (row * size + left); at < 4 * (row * size + right); at += 4) {
      // One number has bits for three channels.
      const noise = Math.floor(random() * 2 ** 24);
      rgba[at] = noise >>> 16;
      rgba[at + 1] = (noise >>> 8) & 255;
      rgba[at + 2] = noise & 255;
    }
}

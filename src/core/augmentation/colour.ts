import type { Augmentation } from './augmentation.ts';
import type { PartRandom } from './shape.ts';
import { uniform } from './uniform.ts';

/** Three rows of red, green, blue and 1 on values 0…1: what comes out of each channel. */
export type ColourMatrix = readonly [
  number, number, number, number,
  number, number, number, number,
  number, number, number, number,
]; // biome-ignore format: a matrix

/** Factors, each 1 where nothing changes, and a turn of the colour circle. */
export interface ColourChange {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** Degrees. */
  readonly hue: number;
}

/** Draws what is on, factors as ColorJitter does (torchvision): uniform from 1 − amount, not below 0, to 1 + amount. */
export function drawColour(augmentation: Augmentation, randomOf: PartRandom): ColourChange {
  const factor = (part: 'brightness' | 'contrast' | 'saturation'): number => {
    const { on, amount } = augmentation[part];
    return on ? uniform(randomOf(part), Math.max(0, 1 - amount), 1 + amount) : 1;
  };
  const { on, degrees } = augmentation.hue;
  return {
    brightness: factor('brightness'),
    contrast: factor('contrast'),
    saturation: factor('saturation'),
    hue: on ? uniform(randomOf('hue'), -degrees, degrees) : 0,
  };
}

/**
 * Brightness, then contrast about the middle grey, saturation and hue, as one matrix; null where nothing changes.
 * The matrices are those of CSS's filters of these names, which keep the luminance of saturation and hue
 * (https://www.w3.org/TR/filter-effects-1/, feColorMatrix and section 13).
 */
export function colourMatrix({ brightness, contrast, saturation, hue }: ColourChange): ColourMatrix | null {
  const matrices: ColourMatrix[] = [];
  if (brightness !== 1) matrices.push(linear(brightness, 0));
  if (contrast !== 1) matrices.push(linear(contrast, 0.5 - 0.5 * contrast));
  if (saturation !== 1) matrices.push(saturate(saturation));
  if (hue !== 0) matrices.push(hueRotate((hue * Math.PI) / 180));
  const [first, ...rest] = matrices;
  return first ? rest.reduce((inner, outer) => composeColours(outer, inner), first) : null;
}

function linear(slope: number, intercept: number): ColourMatrix {
  return [slope, 0, 0, intercept, 0, slope, 0, intercept, 0, 0, slope, intercept];
}

// biome-ignore format: a matrix
function saturate(s: number): ColourMatrix {
  return [
    0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s, 0,
    0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s, 0,
    0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s, 0,
  ];
}

// biome-ignore format: a matrix
function hueRotate(angle: number): ColourMatrix {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    0.213 + 0.787 * c - 0.213 * s, 0.715 - 0.715 * c - 0.715 * s, 0.072 - 0.072 * c + 0.928 * s, 0,
    0.213 - 0.213 * c + 0.143 * s, 0.715 + 0.285 * c + 0.14 * s, 0.072 - 0.072 * c - 0.283 * s, 0,
    0.213 - 0.213 * c - 0.787 * s, 0.715 - 0.715 * c + 0.715 * s, 0.072 + 0.928 * c + 0.072 * s, 0,
  ];
}

function composeColours(outer: ColourMatrix, inner: ColourMatrix): ColourMatrix {
  const at = (matrix: ColourMatrix, row: number, column: number) => matrix[row * 4 + column]!;
  const cell = (row: number, column: number): number =>
    [0, 1, 2].reduce(
      (sum, k) => sum + at(outer, row, k) * at(inner, k, column),
      column === 3 ? at(outer, row, 3) : 0,
    );
  return Array.from({ length: 12 }, (_, i) => cell(Math.floor(i / 4), i % 4)) as unknown as ColourMatrix;
}

/**
 * Changes a picture's colours in place.
 * @param rgba pixels · 4 values 0…255; alpha stays
 */
export function recolour(rgba: Uint8ClampedArray, matrix: ColourMatrix): void {
  const [rr, rg, rb, r1, gr, gg, gb, g1, br, bg, bb, b1] = matrix;
  const [r255, g255, b255] = [r1 * 255, g1 * 255, b1 * 255];
  for (let i = 0; i < rgba.length; i += 4) {
    // `?? 0` never happens: all indices are inside.
    const r = rgba[i]!;
    const g = rgba[i + 1]!;
    const b = rgba[i + 2]!;
    rgba[i] = rr * r + rg * g + rb * b + r255;
    rgba[i + 1] = gr * r + gg * g + gb * b + g255;
    rgba[i + 2] = br * r + bg * g + bb * b + b255;
  }
}

import { describe, expect, it } from 'vitest';
import { type ColourChange, type ColourMatrix, colourMatrix, recolour } from './colour.ts';

const unchanged: ColourChange = { brightness: 1, contrast: 1, saturation: 1, hue: 0 };
const matrixOf = (change: Partial<ColourChange>) => colourMatrix({ ...unchanged, ...change }) as ColourMatrix;

/** A colour 0…255 after a change. */
function changed(rgb: readonly [number, number, number], change: Partial<ColourChange>): number[] {
  const rgba = new Uint8ClampedArray([...rgb, 255]);
  recolour(rgba, matrixOf(change));
  return [...rgba];
}

describe('colourMatrix', () => {
  it('is none where nothing changes', () => {
    expect(colourMatrix(unchanged)).toBeNull();
  });

  it('multiplies by the brightness and clamps', () => {
    expect(changed([100, 50, 200], { brightness: 1.5 })).toEqual([150, 75, 255, 255]);
  });

  it('pulls contrast apart around the middle grey', () => {
    expect(changed([100, 128, 200], { contrast: 1.5 })).toEqual([86, 128, 236, 255]);
    expect(changed([0, 255, 7], { contrast: 0 }).slice(0, 3)).toEqual([128, 128, 128]);
  });

  it('makes the luminance of it without saturation', () => {
    const grey = Math.round(0.213 * 200 + 0.715 * 100 + 0.072 * 50);
    expect(changed([200, 100, 50], { saturation: 0 })).toEqual([grey, grey, grey, 255]);
  });

  it('leaves greys alone at any saturation and hue', () => {
    expect(changed([90, 90, 90], { saturation: 1.7, hue: 77 })).toEqual([90, 90, 90, 255]);
  });

  it('comes back after a whole turn of the hue', () => {
    matrixOf({ hue: 360 }).forEach((value, i) => {
      expect(value).toBeCloseTo(i % 5 === 0 ? 1 : 0, 9);
    });
  });

  it('is brightness, contrast, saturation and hue one after another', () => {
    const change = { brightness: 0.9, contrast: 1.1, saturation: 0.8, hue: 20 };
    const run = (matrix: ColourMatrix, [r, g, b]: readonly number[]): number[] =>
      [0, 4, 8].map(
        (i) =>
          (matrix[i] ?? 0) * (r ?? 0) +
          (matrix[i + 1] ?? 0) * (g ?? 0) +
          (matrix[i + 2] ?? 0) * (b ?? 0) +
          (matrix[i + 3] ?? 0),
      );
    const steps = Object.entries(change).map(([name, value]) => matrixOf({ [name]: value }));
    const expected = steps.reduce<readonly number[]>(
      (colour, matrix) => run(matrix, colour),
      [0.2, 0.5, 0.7],
    );
    run(matrixOf(change), [0.2, 0.5, 0.7]).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? 0, 9);
    });
  });
});

import { expect, test } from 'vitest';
import { float16Bits, fromFloat16Bits, LARGEST_HALF, narrow, widen, widenInto } from './float16.ts';

// IEEE 754-2008 binary16, the worked examples of its tables (also in Wikipedia's "Half-precision floating-point format").
const PUBLISHED: readonly (readonly [bits: number, value: number])[] = [
  [0x0000, 0],
  [0x0001, 2 ** -24],
  [0x03ff, 2 ** -14 - 2 ** -24],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125],
  [0x3bff, 0.99951171875],
  [0x3c00, 1],
  [0x3c01, 1.0009765625],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
];

test.each(PUBLISHED)('%i stands for %d, both ways', (bits, value) => {
  expect(fromFloat16Bits(bits)).toBe(value);
  expect(float16Bits(value)).toBe(bits);
});

test('keeps the sign of zero and turns NaN into NaN', () => {
  expect(float16Bits(-0)).toBe(0x8000);
  expect(Object.is(fromFloat16Bits(0x8000), -0)).toBe(true);
  expect(fromFloat16Bits(float16Bits(Number.NaN))).toBeNaN();
});

test('rounds to the nearest, ties to even', () => {
  // Between 1 and 1 + 2⁻¹⁰.
  expect(float16Bits(1 + 2 ** -11)).toBe(0x3c00);
  expect(float16Bits(1 + 2 ** -11 + 2 ** -20)).toBe(0x3c01);
  expect(float16Bits(1 + 3 * 2 ** -11)).toBe(0x3c02);
  expect(float16Bits(1 / 3)).toBe(0x3555);
  // Among the subnormals, and up into the normal numbers.
  expect(float16Bits(2 ** -25)).toBe(0x0000);
  expect(float16Bits(3 * 2 ** -25)).toBe(0x0002);
  expect(float16Bits(2 ** -14 - 2 ** -26)).toBe(0x0400);
  // Into the next power of two, and out of range.
  expect(float16Bits(2 - 2 ** -12)).toBe(0x4000);
  expect(float16Bits(65519)).toBe(0x7bff);
  expect(float16Bits(65520)).toBe(0x7c00);
});

test('every pattern of a number comes back as itself', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = fromFloat16Bits(bits);
    if (!Number.isNaN(value) && float16Bits(value) !== bits)
      throw new Error(`${bits} became ${float16Bits(value)}`);
  }
});

test('every half is widened to what it stands for, by arithmetic and by the table', () => {
  const all = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);
  const expected = Float32Array.from(all, fromFloat16Bits);
  const into = new Float32Array(all.length + 5).fill(7);
  widenInto(all, into, 3);
  // Which bits a NaN has says nothing; of all others the sign of zero counts too.
  const wrong = (found: Float32Array) => [...all].filter((half) => !Object.is(found[half], expected[half]));
  expect(wrong(widen(all))).toEqual([]);
  expect(wrong(into.subarray(3))).toEqual([]);
  expect([...into.subarray(0, 3), ...into.subarray(-2)]).toEqual([7, 7, 7, 7, 7]);
});

test('the largest half is the largest number that stays one', () => {
  expect([...widen(narrow(Float32Array.of(LARGEST_HALF, -LARGEST_HALF)))]).toEqual([
    LARGEST_HALF,
    -LARGEST_HALF,
  ]);
  expect([...widen(narrow(Float32Array.of(LARGEST_HALF + 16)))]).toEqual([Number.POSITIVE_INFINITY]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widen } from '../float16.ts';
import { weightNames } from './program.ts';
import { decodeWeights, ownValues } from './weights.ts';

test.each([
  // The examples of https://en.wikipedia.org/wiki/Half-precision_floating-point_format, IEEE 754-2019 binary16.
  [0x0000, 0],
  [0x0001, 2 ** -24],
  [0x03ff, 2 ** -14 * (1023 / 1024)],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125],
  [0x3bff, 0.99951171875],
  [0x3c00, 1],
  [0x3c01, 1.0009765625],
  [0x7bff, 65504],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0x8000, -0],
  [0xc000, -2],
  [0xfc00, Number.NEGATIVE_INFINITY],
  [0x7e00, Number.NaN],
])('binary16 %i is %d', (bits, value) => {
  expect(widen(Uint16Array.of(bits))[0]).toBe(value);
});

test('every binary16 is (−1)ˢ · 2ᵉ⁻¹⁵ · (1 + f/1024), or (−1)ˢ · 2⁻¹⁴ · f/1024 where e is 0', () => {
  const all = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
  const expected = Float32Array.from(all, (bits) => {
    const sign = bits >> 15 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = (bits & 1023) / 1024;
    if (exponent === 31) return fraction === 0 ? sign / 0 : Number.NaN;
    return sign * (exponent === 0 ? 2 ** -14 * fraction : 2 ** (exponent - 15) * (1 + fraction));
  });
  expect(widen(all)).toEqual(expected);
});

const entries = [
  { name: 'a/bias', shape: [1], dtype: 'float16' },
  { name: 'b/kernel', shape: [1, 2], dtype: 'float32' },
  { name: 'b/bias', shape: [3], dtype: 'uint8', scale: 0.25, min: -8 },
  { name: 'c/bias', shape: [3], dtype: 'float16' },
] as const;

function bytes(): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(2 + 8 + 3 + 6));
  view.setUint16(0, 0x3c00, true);
  view.setFloat32(2, 0.1, true); // not aligned to its size
  view.setFloat32(6, -7, true);
  for (const [i, integer] of [0, 1, 255].entries()) view.setUint8(10 + i, integer);
  for (const [i, half] of [0x4000, 0x4200, 0x4400].entries()) view.setUint16(13 + 2 * i, half, true);
  return view.buffer;
}

test('weights follow each other in the shards, of any width', () => {
  const weights = decodeWeights(entries, bytes());
  expect([...weights.keys()]).toEqual(['a/bias', 'b/kernel', 'b/bias', 'c/bias']);
  expect(weights.get('b/bias')).toEqual({ shape: [3], values: Float32Array.of(-8, -7.75, 55.75) });
  expect(weights.get('a/bias')).toEqual({ shape: [1], values: Float32Array.of(1) });
  expect(weights.get('b/kernel')).toEqual({ shape: [1, 2], values: Float32Array.of(0.1, -7) });
  expect(weights.get('c/bias')).toEqual({ shape: [3], values: Float32Array.of(2, 3, 4) });
});

test('too few and too many bytes are refused', () => {
  expect(() => decodeWeights(entries, bytes().slice(0, 17))).toThrow(RangeError);
  expect(() => decodeWeights(entries, bytes().slice(0, 17))).toThrow('c/bias');
  expect(() => decodeWeights(entries.slice(0, 3), bytes())).toThrow('6 bytes too many');
});

test('what a network has learned is told from its head by the network’s names, whatever its layers are called', () => {
  const name = fc.constantFrom('head', 'head/0', 'head/1', 'head/0/kernel', 'conv', 'block/head');
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.boolean(), (layers, depthwise) => {
      const names = layers.flatMap((layer) => Object.values(weightNames(layer, depthwise)));
      const weights = new Map(names.map((of) => [of, { shape: [1], values: Float32Array.of(0) }]));
      // As head-learner.ts names a head's parameters.
      const learned = new Map([...names, 'head/0', 'head/1'].map((of) => [of, Float32Array.of(1)]));
      expect([...ownValues(weights, learned).keys()]).toEqual(names);
    }),
  );
});

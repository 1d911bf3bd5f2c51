import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widen } from '../float16.ts';
import { losslessHalves } from './lossless-half.ts';

const halves = fc.array(fc.integer({ min: 0, max: 0x7bff }), { maxLength: 100 });

test('what was stored in 16 bits is stored so again, bit for bit', () => {
  fc.assert(
    fc.property(halves, (bits) => {
      expect([...(losslessHalves(widen(Uint16Array.from(bits))) ?? [])]).toEqual(bits);
    }),
  );
});

test('one value that needs more, anywhere, keeps all in 32 bits', () => {
  fc.assert(
    fc.property(halves, fc.nat(), fc.constantFrom(0.1, 1e6, 1e-9, Number.NaN), (bits, at, value) => {
      const values = [...widen(Uint16Array.from(bits))];
      values.splice(at % (values.length + 1), 0, value);
      expect(losslessHalves(Float32Array.from(values))).toBeNull();
    }),
  );
});

const scratch = new DataView(new ArrayBuffer(4));

/**
 * The IEEE 754 binary16 pattern nearest to a number, ties to even, as an unsigned 16-bit integer. A number too
 * large becomes infinity, one too small a subnormal or zero of the same sign.
 */
export function float16Bits(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;

  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 is half-way between the largest half (65504) and the next power of two.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Subnormal halves are whole multiples of 2⁻²⁴.
    return sign | roundHalfEven(Math.abs(value) * 2 ** 24);
  }
  // Rebias the exponent (127 − 15), then drop 13 bits of fraction; a carry moves into the exponent, as it should.
  const rebiased = magnitude - 0x38000000;
  return sign | ((rebiased + 0xfff + ((rebiased >>> 13) & 1)) >>> 13);
}

/** The number that a binary16 pattern stands for. */
export function fromFloat16Bits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1;
  return floor;
}

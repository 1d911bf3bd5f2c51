const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/**
 * The IEEE 754 binary16 pattern nearest to a number, ties to even, as an unsigned 16-bit integer. A number too
 * large becomes infinity, one too small a subnormal or zero of the same sign.
 */
export function float16Bits(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0]!;
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

/** Numbers to binary16 patterns, each to the nearest. */
export function narrow(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = float16Bits(values[i]!);
  return halves;
}

/** IEEE 754 binary16 to binary32, every value exactly. */
export function widen(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = floatBits(halves[i]!);
  return new Float32Array(bits.buffer);
}

let table: Float32Array | null = null;

/** Each half's number: to look it up takes a fifth of the time of `widen`, for features that are read again and again. */
const allNumbers = (): Float32Array =>
  (table ??= widen(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits)));

/**
 * Halves as numbers.
 * @param into gets them, from index `at` on
 */
export function widenInto(halves: Uint16Array, into: Float32Array, at: number): void {
  const numbers = allNumbers();
  for (let i = 0; i < halves.length; i++) into[at + i] = numbers[halves[i]!]!;
}

/**
 * (number − offset) · factor of each half, in half the time of a second walk through the numbers.
 * @param offsets as many as there are halves, like `factors`
 * @param into gets the results, from index `at` on
 */
export function widenScaled(
  halves: Uint16Array,
  offsets: Float32Array,
  factors: Float32Array,
  into: Float32Array,
  at: number,
): void {
  const numbers = allNumbers();
  const room = into.subarray(at, at + halves.length);
  for (let i = 0; i < halves.length; i++) room[i] = (numbers[halves[i]!]! - offsets[i]!) * factors[i]!;
}

/** The largest number that binary16 holds. */
export const LARGEST_HALF = 65_504;

function floatBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  let fraction = half & 0x3ff;
  if (exponent === 0x1f) return (sign | 0x7f800000 | (fraction << 13)) >>> 0;
  if (exponent > 0) return (sign | ((exponent + 112) << 23) | (fraction << 13)) >>> 0;
  if (fraction === 0) return sign >>> 0;
  let shift = 113;
  while (!(fraction & 0x400)) {
    fraction <<= 1;
    shift--;
  }
  return (sign | (shift << 23) | ((fraction & 0x3ff) << 13)) >>> 0;
}

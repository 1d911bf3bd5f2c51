import type { Random } from '../../src/core/random.ts';
import { pick } from '../core/project/mutate-json.ts';

/** Bytes that readers count, compare or end on. */
const TELLING = [0, 1, 0x7f, 0x80, 0xfe, 0xff, 0x22, 0x2c, 0x7b, 0x0a];

type Change = (bytes: Uint8Array, random: Random) => readonly Uint8Array[];

const below = (end: number, random: Random): number => Math.floor(random() * end);

/** Start and end of a part, of at least one byte. */
function part(bytes: Uint8Array, random: Random): readonly [start: number, end: number] {
  const start = below(bytes.length, random);
  return [start, start + 1 + below(Math.min(200, bytes.length - start), random)];
}

function overwritten(bytes: Uint8Array, random: Random, value: () => number): Uint8Array {
  const changed = bytes.slice();
  const many = 1 + below(4, random);
  for (let i = 0; i < many; i++) changed[below(changed.length, random)] = value();
  return changed;
}

/** What happens to files on disks and on the way, and what somebody would do who means harm. */
const CHANGES: readonly Change[] = [
  // Cut off, at the end or at the beginning.
  (bytes, random) => [bytes.subarray(0, below(bytes.length, random))],
  (bytes, random) => [bytes.subarray(1 + below(bytes.length - 1, random))],
  // Single bits, and single bytes.
  (bytes, random) => {
    const changed = bytes.slice();
    const at = below(changed.length, random);
    changed[at] = (changed[at] ?? 0) ^ (1 << below(8, random));
    return [changed];
  },
  (bytes, random) => [overwritten(bytes, random, () => pick(TELLING, random))],
  // A number of four bytes that claims as much as it can.
  (bytes, random) => {
    const changed = bytes.slice();
    const at = below(changed.length, random);
    changed.fill(pick([0x00, 0x7f, 0xff], random), at, at + 4);
    return [changed];
  },
  // A part gone, there twice, or in another place.
  (bytes, random) => {
    const [start, end] = part(bytes, random);
    return [bytes.subarray(0, start), bytes.subarray(end)];
  },
  (bytes, random) => {
    const [start, end] = part(bytes, random);
    return [bytes.subarray(0, end), bytes.subarray(start)];
  },
  (bytes, random) => {
    const [start, end] = part(bytes, random);
    const to = below(bytes.length, random);
    const rest = [bytes.subarray(0, start), bytes.subarray(end)];
    const [before, after] = to < start ? [0, 1] : [1, 0];
    return [rest[before] ?? bytes, bytes.subarray(start, end), rest[after] ?? bytes];
  },
  // A part of zeros, as a disk leaves it that was switched off.
  (bytes, random) => {
    const [start, end] = part(bytes, random);
    return [bytes.subarray(0, start), new Uint8Array(end - start), bytes.subarray(end)];
  },
];

/** For tests: a file changed in one or two ways. @param bytes at least two */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const once = joined(pick(CHANGES, random)(bytes, random));
  return random() < 0.3 && once.length > 1 ? joined(pick(CHANGES, random)(once, random)) : once;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of parts) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}

/** Longest that a small file may keep its reader busy, milliseconds of computing. */
const LONGEST = 2000;
/** Most memory that a small file may have its reader take, bytes. */
const MOST = 128 * 2 ** 20;

/** For tests: what reading a small file gives, which must neither take long nor much memory. */
export async function bounded<T>(read: () => Promise<T>): Promise<T> {
  const before = { ...process.cpuUsage(), ...process.memoryUsage() };
  const result = await read();
  const { user } = process.cpuUsage();
  const { arrayBuffers } = process.memoryUsage();
  if ((user - before.user) / 1000 > LONGEST) throw new Error(`it took over ${LONGEST} ms of computing`);
  if (arrayBuffers - before.arrayBuffers > MOST) throw new Error(`it took over ${MOST / 2 ** 20} MiB`);
  return result;
}

/** Words that tell of the code instead of the file. */
const CODE_WORDS =
  /undefined|\bNaN\b|\[object|is not a function|cannot read|null \(|out of (bounds|range)|invalid array/i;

/** For tests: whether a person can make something of it: no word of the code's own, and what to do. */
export const saysSomething = ({ what, todo }: { readonly what: string; readonly todo: string }): boolean =>
  what.length > 10 && todo.length > 10 && !CODE_WORDS.test(what);

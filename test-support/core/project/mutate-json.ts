import type { Random } from '../../../src/core/random.ts';

/** For tests: one of a list. */
export const pick = <T>(list: readonly T[], random: Random): T => {
  const index = Math.floor(random() * list.length);
  const [one] = list.slice(index, index + 1);
  if (one === undefined) throw new RangeError('There is nothing to pick from');
  return one;
};

const hostile: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  'NaN',
  'Infinity',
  '',
  '../x',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'x'.repeat(200_001),
  [],
  {},
  [[[[]]]],
  Array.from({ length: 100_001 }, () => 0),
  { length: 1e9 },
];

/** For tests: JSON with one value anywhere replaced, taken away, or joined by one that nobody knows. */
export function mutated(json: unknown, random: Random): string {
  const places: { readonly holder: object; readonly key: string }[] = [];
  const collect = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ holder: value, key });
      collect(inner);
    }
  };
  const copy: unknown = JSON.parse(JSON.stringify(json));
  collect(copy);
  const { holder, key } = pick(places, random);
  const what = random();
  if (what < 0.1) Reflect.deleteProperty(holder, key);
  else if (what < 0.2) Reflect.set(holder, pick(['toString', 'polluted', 'length'], random), 1);
  else Reflect.set(holder, key, pick(hostile, random));
  const written = JSON.stringify(copy);
  // As no object can hold it: a number beyond all numbers, and a prototype.
  if (what > 0.95) return written.replace(/:\d+(?=[,}])/, ':1e999');
  if (what > 0.9) return written.replace('{', '{"__proto__":{"polluted":1},');
  return written;
}

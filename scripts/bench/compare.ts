import { readFile } from 'node:fs/promises';
import { mcnemar } from '../../src/core/evaluation/mcnemar.ts';
import type { BenchFigures } from './figures.ts';

/**
 * `npx tsx scripts/bench/compare.ts A.json B.json`: two `--json` files of the same folders and seeds, paired on the same
 * test photos: how many only one of them has right, seed by seed and together.
 */
const [first, second] = await Promise.all(
  process.argv
    .slice(2, 4)
    .map(async (path): Promise<BenchFigures> => JSON.parse(await readFile(path, 'utf8'))),
);
const [a, b] = [first?.test, second?.test];
if (!a || !b || a.total !== b.total || a.right.length !== b.right.length)
  throw new Error('Two files with the same test photos and as many seeds are needed.');

const pairs = a.right.map((right, seed) => pairOf(right, b.right[seed] ?? ''));
for (const [seed, { onlyA, onlyB }] of pairs.entries())
  console.log(
    `seed ${seed + 1}: ${a.correct[seed]} and ${b.correct[seed]} of ${a.total} right, only the first ${onlyA}, only the second ${onlyB}, p = ${mcnemar(onlyA, onlyB).toPrecision(2)}`,
  );
const sum = (of: 'onlyA' | 'onlyB') => pairs.reduce((total, pair) => total + pair[of], 0);
const points = (100 * (b.mean - a.mean)).toFixed(1);
console.log(`together: only the first ${sum('onlyA')}, only the second ${sum('onlyB')}; ${points} points`);

function pairOf(right: string, other: string): { readonly onlyA: number; readonly onlyB: number } {
  let [onlyA, onlyB] = [0, 0];
  for (let i = 0; i < right.length; i++) {
    if (right[i] === '1' && other[i] === '0') onlyA++;
    if (right[i] === '0' && other[i] === '1') onlyB++;
  }
  return { onlyA, onlyB };
}

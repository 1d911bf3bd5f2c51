import { readFileSync } from 'node:fs';
import { seededRandom } from '../src/core/random.ts';
import { stratifiedFolds } from '../src/core/evaluation/folds.ts';
import { predictLogits } from '../src/core/training/head.ts';
import { argmax } from '../src/core/training/metrics.ts';
import { depthSets } from '../src/core/training/softmax-regression/depth-sets.ts';
import { penaltyPath } from '../src/core/training/softmax-regression/penalty-path.ts';
import { chooseRead } from '../src/engine/training/softmax-regression/choose-read.ts';
import { solveHead } from '../src/engine/training/softmax-regression/solve-head.ts';
import { startRuntime } from './models/runtime.ts';
await startRuntime();
const [net = '', taps = ''] = process.argv.slice(2);
const idx = taps.split(',').map(Number);
const load = (set: string, part: string) => {
  const m = JSON.parse(readFileSync(`/tmp/exp/${net}/${set}-${part}.json`, 'utf8'));
  const rows = idx.map((i) => { const b = readFileSync(`/tmp/exp/${net}/${set}-${part}.${i}.bin`); return new Float32Array(b.buffer, b.byteOffset, b.byteLength / 4); });
  return { n: m.n as number, lens: idx.map((i) => m.lens[i] as number), labels: Int32Array.from(m.labels), rows, files: m.files as string[] };
};
let sum = 0, k = 0;
for (const set of ['dog_breeds','trash','scenes15','textures','blood_cells','traffic_signs','clothing','flowers12']) {
  const tr = load(set, 'train'), te = load(set, 'test');
  const classes = Math.max(...tr.labels) + 1;
  const folds = stratifiedFolds(tr.files.map((f, i) => ({ label: tr.labels[i]!, hash: f, group: null })), 5, seededRandom('what to read'));
  const source = { count: tr.n, depths: idx.map((_, i) => ({ name: String(i), features: tr.lens[i]! })), row: (r: number, d: number, into: Float32Array, at: number) => into.set(tr.rows[d]!.subarray(r * tr.lens[d]!, (r + 1) * tr.lens[d]!), at) };
  const t0 = performance.now();
  const sets = depthSets(idx.length);
  const signal = new AbortController().signal;
  const { compared, best } = await chooseRead({ source, labels: tr.labels, classes, folds: Int32Array.from(folds.of), candidates: sets, penalties: penaltyPath, signal });
  const t1 = performance.now();
  const read = sets[best.candidate]!;
  const acc = async (read: readonly number[], penalty: number) => {
    const { head, iterations } = await solveHead({ source, read, labels: tr.labels, weights: new Float32Array(tr.n).fill(1), classes, penalty, folds: null, judged: null, signal });
    let right = 0;
    for (let i = 0; i < te.n; i++) {
      const f = new Float32Array(read.reduce((s, d) => s + te.lens[d]!, 0)); let at = 0;
      for (const d of read) { f.set(te.rows[d]!.subarray(i * te.lens[d]!, (i + 1) * te.lens[d]!), at); at += te.lens[d]!; }
      if (argmax(predictLogits([head], f)) === te.labels[i]) right++;
    }
    return { a: (100 * right) / te.n, iterations };
  };
  const chosen = await acc(read, best.penalty);
  const t2 = performance.now();
  const all = compared.find((c) => c.read.length === idx.length)!;
  const allAcc = await acc(idx.map((_, i) => i), all.penalty);
  if (set !== 'flowers12') { sum += chosen.a; k++; }
  console.log(set.padEnd(14), 'read', read.join(''), 'pen', best.penalty, 'cv', (100 * compared[best.candidate]!.accuracy).toFixed(1), 'test', chosen.a.toFixed(1), 'all', allAcc.a.toFixed(1), 'choose', (t1 - t0).toFixed(0), 'solve', (t2 - t1).toFixed(0), 'its', chosen.iterations);
}
console.log('mean7', (sum / k).toFixed(2));

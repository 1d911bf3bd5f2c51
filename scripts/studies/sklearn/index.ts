import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stratifiedFolds } from '../../../src/core/evaluation/folds.ts';
import { stratifiedSample } from '../../../src/core/features/photo-sample.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { predictLogits } from '../../../src/core/training/head.ts';
import { argmax } from '../../../src/core/training/metrics.ts';
import { depthSets } from '../../../src/core/training/softmax-regression/depth-sets.ts';
import { penaltyPath } from '../../../src/core/training/softmax-regression/penalty-path.ts';
import { chooseRead, ENOUGH_ROWS } from '../../../src/engine/training/softmax-regression/choose-read.ts';
import {
  type FeatureSource,
  someRows,
} from '../../../src/engine/training/softmax-regression/feature-source.ts';
import { solveHead } from '../../../src/engine/training/softmax-regression/solve-head.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';

/*
 * Chooses depths and solves the head on dumped features, and writes folds and figures to FOLDER/headstart.json, for
 * compare.py beside this file:
 *
 *     npx tsx scripts/studies/sklearn/index.ts FOLDER [FIRST]
 *
 * FOLDER has SET-train.json and SET-test.json, { n, lens, labels }, and of each depth i SET-train.i.bin, n · lens[i] 32-bit
 * floats. Depths before FIRST are left out.
 */

interface Dump {
  readonly n: number;
  readonly lens: readonly number[];
  readonly labels: readonly number[];
}

function load(folder: string, name: string, first: number) {
  const dump = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Dump;
  const depths = dump.lens.slice(first).map((features, i) => ({ name: String(first + i), features }));
  const values = depths.map((depth) => {
    const bytes = readFileSync(join(folder, `${name}.${depth.name}.bin`));
    return new Float32Array(Uint8Array.from(bytes).buffer);
  });
  const source: FeatureSource = {
    count: dump.n,
    depths,
    row: (row, depth, into, at) => {
      const columns = depths[depth]?.features ?? 0;
      into.set(values[depth]?.subarray(row * columns, (row + 1) * columns) ?? [], at);
    },
  };
  return { source, labels: Int32Array.from(dump.labels) };
}

async function chooseAndTest(folder: string, set: string, first: number) {
  const { source, labels } = load(folder, `${set}-train`, first);
  const classes = Math.max(...labels) + 1;
  const photos = [...labels].map((label, i) => ({ label, hash: String(i), group: null }));
  const folds = Int32Array.from(stratifiedFolds(photos, 5, seededRandom(1)).of);
  const { signal } = new AbortController();
  const candidates = depthSets(source.depths.length);
  const began = performance.now();
  // As the page does: on some of the photos, if there are many.
  const rows = stratifiedSample(
    [...labels.keys()],
    (row) => labels[row] ?? 0,
    ENOUGH_ROWS,
    seededRandom(1),
    2,
  );
  const { best } = await chooseRead({
    source: someRows(source, rows),
    labels: Int32Array.from(rows, (row) => labels[row] ?? 0),
    classes,
    folds: Int32Array.from(rows, (row) => folds[row] ?? 0),
    candidates,
    penalties: penaltyPath,
    signal,
  });
  const chosen = performance.now();
  const read = best.read.map((name) => source.depths.findIndex((depth) => depth.name === name));
  const { head, iterations, converged } = await solveHead({
    source,
    read,
    labels,
    weights: new Float32Array(source.count).fill(1),
    classes,
    penalty: best.penalty,
    folds,
    judged: null,
    signal,
  });
  const solved = performance.now();
  const test = load(folder, `${set}-test`, first);
  const row = new Float32Array(head.kernel.length / classes);
  let right = 0;
  test.labels.forEach((label, i) => {
    let at = 0;
    for (const depth of read) {
      test.source.row(i, depth, row, at);
      at += test.source.depths[depth]?.features ?? 0;
    }
    if (argmax(predictLogits([head], row)) === label) right++;
  });
  return {
    set,
    folds: [...folds],
    read: read.map((depth) => first + depth),
    penalty: best.penalty,
    loss: best.loss,
    test: right / test.labels.length,
    iterations,
    converged,
    milliseconds: { choose: Math.round(chosen - began), solve: Math.round(solved - chosen) },
  };
}

const [folder = '', first = '0'] = process.argv.slice(2);
await startRuntime();
const results = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('-train.json'))) {
  const result = await chooseAndTest(folder, file.replace('-train.json', ''), Number(first));
  const { folds: _, ...figures } = result;
  console.log(JSON.stringify(figures));
  results.push(result);
}
writeFileSync(join(folder, 'headstart.json'), JSON.stringify(results));
// A message channel of the engine's would keep the process.
process.exit(0);

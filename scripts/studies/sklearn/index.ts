import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackboneDepth } from '../../../src/core/backbone/card.ts';
import { columnsOf } from '../../../src/core/backbone/read-depths.ts';
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
import { setsOf } from '../../panel/sets.ts';
import { type FeatureSet, featureSet, type Pictures } from '../feature-set.ts';
import { openBackbone } from '../features.ts';
import { columnsIn } from '../in-memory-table.ts';
import { runStudy } from '../study.ts';

const USAGE = `npx tsx scripts/studies/sklearn/index.ts --dir DIR --out FOLDER [--backbone ID]
  Chooses depths and solves the head on every folder of DIR that has train/ and test/, and writes features, folds and
  figures to FOLDER, for compare.py beside this file.`;

/** A set's rows as the solver takes them. */
function sourceOf({ rows }: Pictures, depths: readonly BackboneDepth[]): FeatureSource {
  const columns = depths.map(({ name }) => columnsOf(depths, [name])[0] ?? { from: 0, to: 0 });
  return {
    count: rows.length,
    depths,
    row: (row, depth, into, at) => {
      const { from, to } = columns[depth] ?? { from: 0, to: 0 };
      into.set(rows[row]?.subarray(from, to) ?? [], at);
    },
  };
}

/** NAME.json, { n, depths, labels }, and for each depth NAME.DEPTH.bin, n · features 32-bit floats. */
async function dump(
  folder: string,
  name: string,
  { rows, labels }: Pictures,
  depths: readonly BackboneDepth[],
) {
  await writeFile(join(folder, `${name}.json`), JSON.stringify({ n: rows.length, depths, labels }));
  for (const depth of depths) {
    const columns = columnsOf(depths, [depth.name]);
    const bytes = rows.map((row) => new Uint8Array(columnsIn(row, columns).buffer));
    await writeFile(join(folder, `${name}.${depth.name}.bin`), Buffer.concat(bytes));
  }
}

async function chooseAndTest({ name, train, test, ...set }: FeatureSet, depths: readonly BackboneDepth[]) {
  const source = sourceOf(train, depths);
  const labels = Int32Array.from(train.labels);
  const classes = set.classes.length;
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
  const columns = columnsOf(depths, best.read);
  const right = test.rows.filter(
    (row, i) => argmax(predictLogits([head], columnsIn(row, columns))) === test.labels[i],
  ).length;
  return {
    set: name,
    folds: [...folds],
    read: best.read,
    penalty: best.penalty,
    loss: best.loss,
    test: right / test.labels.length,
    iterations,
    converged,
    milliseconds: { choose: Math.round(chosen - began), solve: Math.round(solved - chosen) },
  };
}

await runStudy(USAGE, { dir: null, out: null, backbone: 'mobilenet-v3' }, async (options) => {
  const backbone = await openBackbone(options.backbone);
  const { depths } = backbone.card;
  await mkdir(options.out, { recursive: true });
  const results = [];
  for (const { name, folder } of await setsOf(options.dir)) {
    const set = await featureSet(backbone, name, {
      train: join(folder, 'train'),
      test: join(folder, 'test'),
    });
    await dump(options.out, `${name}-train`, set.train, depths);
    await dump(options.out, `${name}-test`, set.test, depths);
    const result = await chooseAndTest(set, depths);
    const { folds: _, ...figures } = result;
    console.log(JSON.stringify(figures));
    results.push(result);
  }
  await writeFile(join(options.out, 'headstart.json'), JSON.stringify(results));
});

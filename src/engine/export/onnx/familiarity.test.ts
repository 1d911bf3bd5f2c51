import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { familiarityOf, fitKnownFeatures } from '../../../core/evaluation/known-features.ts';
import { seededRandom } from '../../../core/random.ts';
import { encodeModel } from '../../onnx/onnx-proto.ts';
import { addFamiliarity } from './familiarity.ts';
import { GraphBuilder } from './graph-builder.ts';

ort.env.wasm.numThreads = 1;

/** Three kinds of pictures, in clouds of their own; a feature that never changes, and one far larger than the others. */
function photos(length: number, each: number) {
  const random = seededRandom(`photos ${length}`);
  const centres = [0, 1, 2].map(() => Float32Array.from({ length }, () => 2 * random()));
  const rows = centres.flatMap((centre) =>
    Array.from({ length: each }, () =>
      centre.map((value, i) => (i === 0 ? 7 : (value + random() - 0.5) * (i === 1 ? 1000 : 1))),
    ),
  );
  return { rows, labels: rows.map((_, i) => Math.floor(i / each)) };
}

/** The score's nodes by themselves: features in, familiarity out. */
async function scores(known: Parameters<typeof addFamiliarity>[1], rows: readonly Float32Array[]) {
  const length = known.scale.mean.length;
  const graph = new GraphBuilder();
  addFamiliarity(graph, known, 'features', 'familiarity');
  const bytes = encodeModel({
    irVersion: 8,
    opset: 17,
    producer: { name: 'test', version: '0' },
    doc: '',
    graph: {
      name: 'score',
      nodes: graph.nodes,
      initializers: graph.initializers,
      inputs: [{ name: 'features', dims: ['N', length] }],
      outputs: [{ name: 'familiarity', dims: ['N'] }],
      values: [],
    },
    metadata: {},
  });
  const session = await ort.InferenceSession.create(bytes);
  const joined = Float32Array.from(rows.flatMap((row) => [...row]));
  const { familiarity } = await session.run({
    features: new ort.Tensor('float32', joined, [rows.length, length]),
  });
  await session.release();
  return familiarity;
}

test.each([
  ['as they are', 40],
  ['projected', 400],
])('features that are %s get the page’s score', async (_, length) => {
  const { rows, labels } = photos(length, 12);
  // A class without photos stands for nothing.
  const known = fitKnownFeatures(rows, labels, 4);
  const strange = rows.slice(0, 5).map((row) => row.map((value, i) => (i % 3 === 0 ? -value : 3 * value)));
  const asked = [...rows, ...strange];
  const expected = asked.map((row) => familiarityOf(known, row));
  const familiarity = await scores(known, asked);
  expect(familiarity?.dims).toEqual([asked.length]);
  expected.forEach((score, i) => {
    expect(Math.abs(Number(familiarity?.data[i]) - score)).toBeLessThan(1e-4 * Math.max(1, Math.abs(score)));
  });
  // The score tells something here, so a wrong one would show.
  expect(Math.max(...expected.slice(rows.length))).toBeLessThan(Math.min(...expected.slice(0, rows.length)));
});

import { whiten } from '../../../core/evaluation/cholesky.ts';
import { type KnownFeatures, randomSigns } from '../../../core/evaluation/known-features.ts';
import { DATA_TYPES } from '../../onnx/onnx-proto.ts';
import type { GraphBuilder } from './graph-builder.ts';

/**
 * Adds the nodes that compute `familiarityOf` of core/evaluation/known-features.ts: [N, features] → [N].
 * @param features name of the backbone's features, raw
 * @param output name that the score gets
 */
export function addFamiliarity(
  graph: GraphBuilder,
  { scale, within, whole, means }: KnownFeatures,
  features: string,
  output: string,
): void {
  const named = (part: string) => `${output}/${part}`;
  const length = scale.mean.length;
  const vector = (part: string, values: Float32Array) => graph.constant(named(part), [length], values);
  const centred = graph.node('Sub', [features, vector('mean', scale.mean)], named('centred'));
  let point = graph.node(
    'Mul',
    [centred, vector('inverse_deviation', scale.inverseDeviation)],
    named('standard'),
  );
  let size = length;
  const signs = randomSigns(length);
  if (signs) {
    size = signs.length / length;
    // As bytes they take a quarter; whoever loads the model turns them into floats once.
    const bytes = graph.constant(named('signs'), [length, size], transposed(signs, length));
    const matrix = graph.node('Cast', [bytes], named('projection'), { to: DATA_TYPES.float32 });
    point = graph.node('MatMul', [point, matrix], named('point'));
  }
  const whitening = (part: string, lower: Float32Array) =>
    graph.node(
      'MatMul',
      [point, graph.constant(named(part), [size, size], inverse(lower, size))],
      named(`${part}ed`),
    );
  const squares = (x: string, to: string, axis: number) =>
    graph.node('ReduceSumSquare', [x], to, { axes: [axis], keepdims: 0 });

  // [N, 1, size] less [1, classes, size]: each picture from each class.
  const axes = graph.constant(named('axes'), [1], BigInt64Array.of(1n));
  const apart = graph.node('Unsqueeze', [whitening('within_whiten', within), axes], named('apart'));
  const centres = graph.constant(named('classes'), [1, means.length, size], joined(means, size));
  const offsets = graph.node('Sub', [apart, centres], named('offsets'));
  const nearest = graph.node('ReduceMin', [squares(offsets, named('distances'), 2)], named('nearest'), {
    axes: [1],
    keepdims: 0,
  });
  graph.node('Sub', [squares(whitening('whole_whiten', whole), named('from_all'), 1), nearest], output);
}

/** The inverse of a lower triangle, transposed, so that a row of features stands before it: [size, size]. */
function inverse(lower: Float32Array, size: number): Float32Array {
  const matrix = new Float32Array(size * size);
  for (let j = 0; j < size; j++) {
    const unit = new Float32Array(size);
    unit[j] = 1;
    matrix.set(whiten(lower, unit), j * size);
  }
  return matrix;
}

/** @param rows [size, length] → [length, size] */
function transposed(rows: Int8Array, length: number): Int8Array {
  const size = rows.length / length;
  return Int8Array.from(rows, (_, at) => rows[(at % size) * length + Math.floor(at / size)] ?? 0);
}

function joined(rows: readonly Float32Array[], size: number): Float32Array {
  const all = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    all.set(row, i * size);
  });
  return all;
}

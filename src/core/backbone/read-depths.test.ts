import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { FAKE_SIDE, fakeNetwork } from '../../../test-support/core/backbone/fake-depths.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { loadProgram } from '../../engine/backbone/run-program.ts';
import { compile } from './program.ts';
import { allDepths, asSeenBy, columnsOf, middleDepth, readDepths, readOf } from './read-depths.ts';
import type { Topology } from './topology.ts';

const network = fakeNetwork();
const { card, weights } = network;

test('the columns of depths lie one after another, from the picture up whatever the order asked in', () => {
  expect(columnsOf(card.depths, ['low', 'middle', 'high'])).toEqual([
    { from: 0, to: 4 },
    { from: 4, to: 11 },
    { from: 11, to: 17 },
  ]);
  expect(columnsOf(card.depths, ['high', 'low'])).toEqual([
    { from: 0, to: 4 },
    { from: 11, to: 17 },
  ]);
  expect(columnsOf(card.depths, ['unknown'])).toEqual([]);
});

test.each([
  [1, 0],
  [2, 0],
  [3, 1],
  [4, 1],
  [5, 2],
  [7, 3],
])('of %i depths the middle one is number %i from below', (count, middle) => {
  const depths = Array.from({ length: count }, (_, i) => ({
    name: String(i),
    source: '',
    layer: '',
    features: 1,
  }));
  expect(middleDepth({ depths })).toBe(String(middle));
  expect(allDepths({ depths })).toHaveLength(count);
});

describe('what a run reads', () => {
  const here = {
    hash: 'new',
    depths: card.depths,
    former: [
      { hash: 'old', read: ['high'] },
      { hash: 'older', read: ['middle'] },
    ],
  };
  const of = (read: readonly string[] | null, hash: string | null) =>
    readOf({ read, environment: hash === null ? null : { weights: hash } }, here);

  test('is what it says, on these files and on former ones that computed the same', () => {
    expect(of(['low', 'high'], 'new')).toEqual(['low', 'high']);
    expect(of(['low'], 'older')).toEqual(['low']);
    expect(of(['low'], null)).toEqual(['low']);
  });

  test('is told by its files where an earlier version did not say', () => {
    expect(of(null, 'old')).toEqual(['high']);
    expect(of(null, 'older')).toEqual(['middle']);
    // Before runs noted their files there was only the first of the former ones.
    expect(of(null, null)).toEqual(['high']);
    expect(of(null, 'new')).toEqual(['low', 'middle', 'high']);
    const own = { ...here, former: [] };
    expect(readOf({ read: null, environment: null }, own)).toEqual(['low', 'middle', 'high']);
  });

  test('is nothing here where it was trained on another network, or at a depth that is not here', () => {
    expect(of(null, 'another')).toBeNull();
    expect(of(['low'], 'another')).toBeNull();
    expect(of(['low', 'deepest'], 'new')).toBeNull();
  });
});

describe('the pictures that a run looks at', () => {
  const input = { size: 256, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] } as const;
  const sizeFor = (inputSize: number | null, formerSize?: number) =>
    asSeenBy({ inputSize }, { input, ...(formerSize !== undefined && { formerSize }) }).input.size;

  test('are of the size that it noted', () => {
    expect(sizeFor(256, 224)).toBe(256);
    expect(sizeFor(224, 224)).toBe(224);
    expect(sizeFor(192)).toBe(192);
  });

  test('are of the former size where an earlier version did not note it', () => {
    expect(sizeFor(null, 224)).toBe(224);
    expect(sizeFor(null)).toBe(256);
  });

  test('are otherwise as the network wants them', () => {
    expect(asSeenBy({ inputSize: 224 }, { input }).input).toEqual({ ...input, size: 224 });
  });
});

describe('a network cut down to what is read', () => {
  beforeAll(async () => {
    await startRuntime();
  });

  async function features(topology: Topology): Promise<Float32Array> {
    const program = loadProgram(compile(topology, weights));
    const images = tf.randomUniform([2, FAKE_SIDE, FAKE_SIDE, 3], -1, 1, 'float32', 7);
    const output = program.run(images);
    const values = (await output.data()) as Float32Array;
    tf.dispose([images, output]);
    program.dispose();
    return values;
  }

  test.each([
    [['low']],
    [['middle']],
    [['high']],
    [['low', 'middle']],
    [['low', 'high']],
    [['high', 'middle']],
    [['low', 'middle', 'high']],
  ])('at %j gives the whole’s features at these depths', async (read) => {
    const whole = await features(network.topology);
    const cut = readDepths(network, read);
    const columns = columnsOf(card.depths, read);
    const width = columns.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(cut.card.features).toBe(width);
    const narrowed = await features(cut.topology);
    expect(narrowed).toHaveLength(2 * width);
    const expected = [0, 1].flatMap((picture) =>
      columns.flatMap(({ from, to }) => [...whole.subarray(17 * picture + from, 17 * picture + to)]),
    );
    expected.forEach((value, i) => {
      expect(narrowed[i]).toBeCloseTo(value, 5);
    });
    expect(cut.card.depths.map(({ name }) => name)).toEqual(
      allDepths(card).filter((name) => read.includes(name)),
    );
  });

  test('has the blocks, layers and weights that lead there, and no others', () => {
    const { card: low, topology } = readDepths(network, ['low']);
    expect(low.blocks.map(({ name, layers }) => [name, layers])).toEqual([['low', ['low_conv', 'low_relu']]]);
    expect(topology.weights.map(({ name }) => name)).toEqual(['low_conv/kernel', 'low_conv/bias']);
    expect(topology.output).toBe('features_low');
    const middle = readDepths(network, ['low', 'middle']).card;
    // What the block makes of its depth is not needed for it.
    expect(middle.blocks.at(-1)).toEqual({
      name: 'middle',
      layers: ['middle_expand', 'middle_relu'],
      parameters: 3 * 3 * 4 * 7 + 7,
    });
    for (const read of [['low'], ['middle'], ['high'], ['low', 'high']]) {
      const cut = readDepths(network, read);
      const inTopology = cut.topology.weights.reduce(
        (sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1),
        0,
      );
      expect(cut.card.parameters).toBe(inTopology);
      expect(cut.card.blocks.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(inTopology);
      const names = new Set(cut.topology.layers.map(({ name }) => name));
      for (const { inputs } of cut.topology.layers)
        for (const input of inputs) expect(names).toContain(input);
    }
  });

  test('is the network itself where all is read', () => {
    const whole = readDepths(network, allDepths(card));
    expect(whole.topology).toBe(network.topology);
    expect(whole.card).toBe(card);
  });

  test('can be cut down again', () => {
    const twice = readDepths(readDepths(network, ['low', 'high']), ['high']);
    expect(twice).toEqual(readDepths(network, ['high']));
  });

  test.each([[[]], [['deepest']], [['low', 'deepest']]])('at %j is refused', (read) => {
    expect(() => readDepths(network, read)).toThrow(TypeError);
  });
});

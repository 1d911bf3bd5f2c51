import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { loadProgram } from '../../engine/backbone/run-program.ts';
import { compile } from './program.ts';
import { readDepths } from './read-depths.ts';
import { parseTopology, type Topology } from './topology.ts';
import { cutTopology } from './trunk-and-tail.ts';
import { decodeWeights } from './weights.ts';

const MODELS = resolve(import.meta.dirname, '../../../public/models');
const prepared = readdirSync(MODELS).filter((id) => existsSync(join(MODELS, id, 'model.json')));

beforeAll(async () => {
  await startRuntime();
});

async function readModel(id: string) {
  const read = (file: string) => readFile(join(MODELS, id, file));
  const topology = parseTopology(JSON.parse((await read('model.json')).toString()));
  const shards = Buffer.concat(await Promise.all(topology.shards.map(read)));
  return {
    topology,
    weights: decodeWeights(topology.weights, Uint8Array.from(shards).buffer),
    card: await readCard(id),
  };
}

describe.each(prepared)('%s', (id) => {
  test('the tail on the trunk computes what the whole does, folded or not', {
    timeout: 120_000,
  }, async () => {
    const { topology, weights, card } = await readModel(id);
    const images = tf.randomUniform([1, 96, 96, 3], -1, 1, 'float32', 1);
    const run = (part: Topology, x: tf.Tensor, folding: 'all' | 'activations') => {
      const program = loadProgram(compile(part, weights, folding));
      const y = program.run(x);
      program.dispose();
      return y;
    };
    const whole = run(topology, images, 'all');
    const expected = await whole.data();
    const largest = Math.max(...expected.map(Math.abs));
    for (const open of [1, 2, card.blocks.length]) {
      const { trunk, tail, boundary, frozen } = cutTopology(topology, card.blocks, open);
      expect(trunk.output).toBe(boundary);
      expect(tail.layers[0]).toMatchObject({ name: boundary, kind: 'InputLayer' });
      // What is read below the boundary stays as it is, and comes first.
      const below = card.depths.filter(({ layer }) => frozen.includes(layer)).map(({ name }) => name);
      expect(below).toEqual(card.depths.slice(0, below.length).map(({ name }) => name));
      const early =
        below.length > 0
          ? await run(readDepths({ card, topology }, below).topology, images, 'all').data()
          : [];
      for (const folding of ['all', 'activations'] as const) {
        const features = [...early, ...(await run(tail, run(trunk, images, 'all'), folding).data())];
        expect(features).toHaveLength(expected.length);
        const error = Math.max(...features.map((value, i) => Math.abs(value - (expected[i] ?? 0))));
        expect(error / largest).toBeLessThan(1e-5);
      }
    }
  });

  test('every block can be the lowest open one, and each weight is on one side', async () => {
    const { topology, card } = await readModel(id);
    card.blocks.forEach((_, i) => {
      const { trunk, tail } = cutTopology(topology, card.blocks, i + 1);
      expect([...trunk.weights, ...tail.weights]).toEqual(topology.weights);
      const open = new Set(card.blocks.slice(-1 - i).flatMap(({ layers }) => layers));
      expect(tail.weights.every(({ name }) => open.has(name.slice(0, name.lastIndexOf('/'))))).toBe(true);
    });
  });
});

test('with all blocks open, the tail is the whole network and the trunk only hands the picture on', async () => {
  const { topology, card } = await readModel('mobilenet-v3');
  const { trunk, tail, boundary } = cutTopology(topology, card.blocks, card.blocks.length);
  expect(boundary).toBe(topology.layers[0]?.name);
  expect(tail.layers.map(({ name }) => name)).toEqual(topology.layers.map(({ name }) => name));
  expect(trunk.layers).toHaveLength(1);
});

test('depths are frozen where the boundary is above what they average, from inside a block too', async () => {
  const { topology, card } = await readModel('mobilenet-v3');
  const frozen = (open: number) => cutTopology(topology, card.blocks, open).frozen;
  const layers = card.depths.map(({ layer }) => layer);
  // Depths 10 to 14 lie inside the last five of sixteen blocks.
  for (const open of [1, 2, 3, 4]) expect(frozen(open)).toEqual(layers.slice(0, -open));
  for (const open of [5, 6, 16]) expect(frozen(open)).toEqual([]);
  const { tail } = cutTopology(topology, card.blocks, 1);
  expect(tail.output).toBe(layers.at(-1));
  const two = cutTopology(topology, card.blocks, 2).tail;
  expect(two.output).toBe(topology.output);
  expect(two.layers.find(({ name }) => name === two.output)?.inputs).toEqual(layers.slice(-2));
});

const layer = (name: string, kind: string, inputs: string[]) => ({ name, kind, inputs, config: {} });
const block = (name: string, layers: string[]) => ({ name, layers, parameters: 0 });

test('a cut that two values cross, and numbers of blocks that there are not, are refused', () => {
  const topology: Topology = {
    layers: [
      layer('in', 'InputLayer', []),
      layer('a', 'ReLU', ['in']),
      layer('b', 'ReLU', ['a']),
      layer('c', 'Add', ['a', 'b']),
    ],
    output: 'c',
    weights: [],
    shards: [],
  };
  const blocks = [block('lower', ['a', 'b']), block('upper', ['c'])];
  expect(() => cutTopology(topology, blocks, 1)).toThrow(TypeError);
  expect(cutTopology(topology, blocks, 2).boundary).toBe('in');
  for (const open of [0, 3, 1.5]) expect(() => cutTopology(topology, blocks, open)).toThrow(RangeError);
});

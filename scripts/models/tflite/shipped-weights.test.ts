import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTopology } from '../../../src/core/backbone/topology.ts';
import { decodeWeights } from '../../../src/core/backbone/weights.ts';
import { readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { modelFolder } from '../paths.ts';
import { RECIPES } from '../recipes.ts';
import { readSourceModel } from '../source-model.ts';
import type { TfliteTensor } from './read-tflite.ts';

const recipes = RECIPES.filter(({ format }) => format === 'tflite');

/** What the file's format says that stored integers mean. */
function meant({ data, type, quantisation }: TfliteTensor): (index: number) => number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [scale = Number.NaN] = quantisation?.scale ?? [];
  const [zero = Number.NaN] = quantisation?.zeroPoint ?? [];
  return (index) =>
    Math.fround(((type === 'uint8' ? view.getUint8(index) : view.getInt32(4 * index, true)) - zero) * scale);
}

test.each(recipes)(
  'the weights of $id that the page reads are those of its source, to the bit',
  async (recipe) => {
    const card = await readCard(recipe.id);
    const source = await readSourceModel(card.source);
    if (source.format !== 'tflite') throw new Error(`${recipe.id} is no TensorFlow Lite file`);
    const { tensors, operators } = source.graph;

    const read = (file: string) => readFile(join(modelFolder(recipe.id), file));
    const topology = parseTopology(JSON.parse((await read('model.json')).toString()));
    const shards = Buffer.concat(await Promise.all(topology.shards.map(read)));
    const weights = decodeWeights(topology.weights, Uint8Array.from(shards).buffer);

    let compared = 0;
    let different = 0;
    for (const { op, inputs, outputs } of operators) {
      const [kernel, bias, output] = [inputs[1], inputs[2], outputs[0]].map((index) => tensors[index ?? -1]);
      const layer = recipe.layerName(output?.name ?? '');
      const ours = weights.get(`${layer}/kernel`);
      if (op !== 'CONV_2D' || !kernel || !bias || !ours) continue;
      const [outs = 0, rows = 0, columns = 0, ins = 0] = kernel.shape;
      expect(ours.shape).toEqual([rows, columns, ins, outs]);
      const theirs = meant(kernel);
      // The file has the output channel first, Keras has it last.
      for (let out = 0, index = 0; out < outs; out++)
        for (let place = 0; place < rows * columns * ins; place++, index++)
          different += ours.values[place * outs + out] === theirs(index) ? 0 : 1;
      const theirBias = meant(bias);
      expect(weights.get(`${layer}/bias`)?.values).toEqual(
        Float32Array.from({ length: outs }, (_, i) => theirBias(i)),
      );
      compared += ours.values.length + outs;
    }
    expect(different).toBe(0);
    expect(compared).toBe(card.parameters);
  },
);

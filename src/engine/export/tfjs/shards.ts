import type { WeightEntry } from '../../../core/backbone/topology.ts';
import { losslessHalves } from '../../../core/export/lossless-half.ts';
import type { WholeModel } from '../../../core/export/whole-model.ts';

/** Bytes of a file of weights; browsers cache files of this size. */
const SHARD = 4 * 2 ** 20;

export interface Shards {
  readonly entries: readonly WeightEntry[];
  readonly shards: readonly Uint8Array<ArrayBuffer>[];
}

/** A model's weights one after another, in 16 bits where that loses nothing, cut into files. */
export function shardsOf({ topology, weights }: WholeModel): Shards {
  const parts = topology.weights.map(({ name, shape }) => {
    const { values } = weights.get(name) ?? { values: new Float32Array() };
    const halves = losslessHalves(values);
    const { buffer, byteOffset, byteLength } = halves ?? values;
    const entry: WeightEntry = { name, shape, dtype: halves ? 'float16' : 'float32' };
    return { entry, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  });
  const all = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let offset = 0;
  for (const { bytes } of parts) {
    all.set(bytes, offset);
    offset += bytes.length;
  }
  const count = Math.max(1, Math.ceil(all.length / SHARD));
  return {
    entries: parts.map(({ entry }) => entry),
    shards: Array.from({ length: count }, (_, i) => all.slice(i * SHARD, (i + 1) * SHARD)),
  };
}

import { createHash } from 'node:crypto';
import type { Layer } from '../../src/core/backbone/convert/layers.ts';
import { packModel } from '../../src/core/backbone/convert/pack-model.ts';

/** A file of a backbone's folder. */
export interface Artefact {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const SHARD_BYTES = 4 * 1024 * 1024;

/** model.json and its shards, in the manifest's order: a tfjs layers model, its large weights stored as float16. */
export function artefactsOf(name: string, layers: readonly Layer[]): readonly Artefact[] {
  const { json, weights } = packModel(name, layers, shardPaths);
  const shards = shardPaths(weights.length).map((path, index) => ({
    path,
    bytes: weights.subarray(index * SHARD_BYTES, (index + 1) * SHARD_BYTES),
  }));
  return [{ path: 'model.json', bytes: Buffer.from(json) }, ...shards];
}

function shardPaths(bytes: number): readonly string[] {
  const count = Math.ceil(bytes / SHARD_BYTES);
  return Array.from({ length: count }, (_, index) => `group1-shard${index + 1}of${count}.bin`);
}

/** SHA-256 (hex) over the bytes of all files, one after the other. */
export function hashOf(artefacts: readonly Artefact[]): string {
  const hash = createHash('sha256');
  for (const { bytes } of artefacts) hash.update(bytes);
  return hash.digest('hex');
}

import { parseTopology, type Topology } from '../topology.ts';
import type { Weights } from '../weights.ts';
import { type Layer, weightsOf } from './layers.ts';
import { topologyOf } from './write-topology.ts';

/** Layers as a backbone's files would give them, their weights in full 32-bit precision. */
export function topologyOfLayers(layers: readonly Layer[]): {
  readonly topology: Topology;
  readonly weights: Weights;
} {
  const all = layers.flatMap(weightsOf);
  const weights = all.map(({ name, tensor }) => ({ name, shape: [...tensor.shape], dtype: 'float32' }));
  return {
    topology: parseTopology({
      modelTopology: topologyOf('own', layers),
      weightsManifest: [{ paths: [], weights }],
    }),
    weights: new Map(all.map(({ name, tensor }) => [name, tensor])),
  };
}

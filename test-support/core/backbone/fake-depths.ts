import type { BackboneBlock, BackboneDepth } from '../../../src/core/backbone/card.ts';
import { countParameters, type Layer } from '../../../src/core/backbone/convert/layers.ts';
import { topologyOfLayers } from '../../../src/core/backbone/convert/own-topology.ts';
import { withPooledDepths } from '../../../src/core/backbone/convert/pooled-depths.ts';
import type { Topology } from '../../../src/core/backbone/topology.ts';
import type { Weights } from '../../../src/core/backbone/weights.ts';
import { seededRandom } from '../../../src/core/random.ts';

/** Side of the pictures that it is made for. */
export const FAKE_SIDE = 16;

export interface FakeNetwork {
  readonly card: {
    readonly depths: readonly BackboneDepth[];
    readonly features: number;
    readonly blocks: readonly BackboneBlock[];
    readonly parameters: number;
  };
  readonly topology: Topology;
  readonly weights: Weights;
}

const random = seededRandom('fake depths');
const tensor = (...shape: number[]) => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5),
});
const conv = (name: string, input: string, from: number, to: number, stride: number): Layer => ({
  name,
  kind: 'Conv2D',
  inputs: [input],
  kernel: tensor(3, 3, from, to),
  bias: tensor(to),
  strides: [stride, stride],
  padding: 'same',
});
const relu = (name: string, input: string): Layer => ({ name, kind: 'ReLU', inputs: [input], maxValue: 6 });

const LAYERS: readonly Layer[] = [
  { name: 'input', kind: 'InputLayer', inputs: [] },
  conv('low_conv', 'input', 3, 4, 2),
  relu('low_relu', 'low_conv'),
  conv('middle_expand', 'low_relu', 4, 7, 2),
  relu('middle_relu', 'middle_expand'),
  conv('middle_project', 'middle_relu', 7, 4, 1),
  conv('high_expand', 'middle_project', 4, 6, 2),
  relu('high_relu', 'high_expand'),
  conv('high_project', 'high_relu', 6, 3, 1),
];
const BLOCKS = ['low', 'middle', 'high'];

/** For tests: a network of three blocks, read inside each, at three resolutions: 4, 7 and 6 features. */
export function fakeNetwork(): FakeNetwork {
  const found = BLOCKS.map((name) => ({ name, source: `source/${name}`, top: `${name}_relu` }));
  const { layers, depths } = withPooledDepths(LAYERS, found, FAKE_SIDE);
  const blocks = BLOCKS.map((name): BackboneBlock => {
    const inside = LAYERS.filter((layer) => layer.name.startsWith(name));
    return {
      name,
      layers: inside.map((layer) => layer.name),
      parameters: inside.reduce((sum, layer) => sum + countParameters(layer), 0),
    };
  });
  const parameters = blocks.reduce((sum, block) => sum + block.parameters, 0);
  const { topology, weights } = topologyOfLayers(layers);
  return { card: { depths, features: 17, blocks, parameters }, topology, weights };
}

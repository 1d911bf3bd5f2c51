import type { KnownFeatures } from '../../../core/evaluation/known-features.ts';
import type { Exporter, ExportInput } from '../../../core/export/exported.ts';
import { RESIZE_WORDS } from '../../../core/export/model-manifest.ts';
import type { WholeModel } from '../../../core/export/whole-model.ts';
import { encodeModel, type OnnxGraph } from '../../onnx/onnx-proto.ts';
import { outputShape, type Shape } from '../shapes.ts';
import { addFamiliarity } from './familiarity.ts';
import { GraphBuilder } from './graph-builder.ts';
import { addLayer, type Value } from './layer-to-nodes.ts';
import { servingFiles } from './serving.ts';

/** Of ONNX 1.12, June 2022: has all operators that are needed, and the inference servers in use know it. */
const OPSET = 17;
const IR_VERSION = 8;

/** Names of what goes into the ONNX model and comes out of it. */
const ONNX_NAMES = {
  /** float32 [N, size, size, 3], RGB, 0…255. */
  pixels: 'pixels',
  /** float32 [N, classes]. */
  probabilities: 'probabilities',
  /** float32 [N]: `familiarity`. Only where the run can tell. */
  familiarity: 'familiarity',
} as const;

/** The dimension that can be of any size. */
const BATCH = 'N';

/** ONNX, and a folder that Triton and KServe serve as it is. */
export const writeOnnx: Exporter = async (input) => servingFiles(input, onnxBytes(input), OPSET);

/** The model as the bytes of one .onnx file. */
export function onnxBytes({ model, manifest, known, licence }: ExportInput): Uint8Array<ArrayBuffer> {
  return encodeModel({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: { name: 'Headstart', version: manifest.app },
    doc: `${manifest.name}. ${ONNX_NAMES.pixels}: RGB, 0…255, [N, size, size, 3]. ${RESIZE_WORDS} ${ONNX_NAMES.probabilities}: [N, classes].`,
    graph: graphOf(model, known),
    metadata: {
      classes: JSON.stringify(manifest.classes.map(({ name }) => name)),
      preprocessing: JSON.stringify(manifest.input),
      // A picture whose familiarity is below its threshold is none of the classes.
      ...(known && manifest.unknown && { unknown: JSON.stringify(manifest.unknown) }),
      backbone: JSON.stringify({ id: manifest.backbone.id, hash: manifest.backbone.hash }),
      licence,
      app: manifest.app,
    },
  });
}

/**
 * @param known adds the output `familiarity`
 * @throws TypeError for a layer that program.ts does not know either
 */
function graphOf({ topology, weights }: WholeModel, known: KnownFeatures | null): OnnxGraph {
  const graph = new GraphBuilder();
  const values = new Map<string, Value>();
  let features = '';
  let input: Shape = [];

  for (const layer of topology.layers) {
    if (layer.kind === 'InputLayer') {
      input = (layer.config.batch_input_shape as Shape).slice(1);
      // What stands first in ONNX is the channel.
      const name = graph.node('Transpose', [ONNX_NAMES.pixels], `${layer.name}:0`, { perm: [0, 3, 1, 2] });
      values.set(layer.name, { name, shape: input });
      continue;
    }
    const inputs = layer.inputs.map((name) => valueNamed(values, name));
    // The colon keeps a layer's value apart from the model's inputs and outputs, whatever the layer is called.
    const name = layer.name === topology.output ? ONNX_NAMES.probabilities : `${layer.name}:0`;
    const shape = outputShape(
      layer,
      inputs.map((value) => value.shape),
      weights,
    );
    addLayer(graph, layer, inputs, weights, name);
    values.set(layer.name, { name, shape });
    // The head begins with the first dense layer.
    if (layer.kind === 'Dense' && features === '') features = inputs[0]?.name ?? '';
  }
  if (known) addFamiliarity(graph, known, features, ONNX_NAMES.familiarity);

  const output = valueNamed(values, topology.output);
  return {
    name: 'headstart',
    nodes: graph.nodes,
    initializers: graph.initializers,
    inputs: [{ name: ONNX_NAMES.pixels, dims: [BATCH, ...input] }],
    outputs: [
      { name: output.name, dims: dimsOf(output.shape) },
      ...(known ? [{ name: ONNX_NAMES.familiarity, dims: [BATCH] }] : []),
    ],
    values: [...values.values()]
      .filter((value) => value !== output)
      .map(({ name, shape }) => ({ name, dims: dimsOf(shape) })),
  };
}

/** [height, width, channels] → [N, channels, height, width]; [features] → [N, features]. */
function dimsOf(shape: Shape): readonly (number | string)[] {
  return [BATCH, ...shape.slice(2), ...shape.slice(0, 2)];
}

function valueNamed(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (!value) throw new TypeError(`The model has no layer named ${name} before it is needed.`);
  return value;
}

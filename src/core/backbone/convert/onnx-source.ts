import { ConversionError } from './conversion-error.ts';
import { type Converter, countReaders, remembered } from './graph-source.ts';
import { LayerBuilder } from './layer-builder.ts';
import type { OnnxValue } from './onnx-axes.ts';
import { constantFinder } from './onnx-constants.ts';
import { LayerFacts } from './onnx-facts.ts';
import { labelOf, type OnnxNetwork, type OnnxOp, refuse } from './onnx-node.ts';
import { onnxRule } from './onnx-rules.ts';
import { sizeFinder } from './onnx-sizes.ts';

export interface OnnxSource {
  readonly network: OnnxNetwork;
  /** The input that holds the picture, and its axes: 'NCHW' or 'NHWC'. */
  readonly entry: { readonly name: string; readonly axes: string };
  /** A readable layer name for a node's name. */
  readonly layerName: (node: string) => string;
  /** What a node's name says of the block that it is in. */
  readonly blockName: (node: string) => string;
}

/** Turns nodes into layers, each with what it needs; `convert` takes the name of a value. */
export function onnxConverter({ network, entry, layerName, blockName }: OnnxSource): Converter {
  const { nodes, outputs: results, weights } = network;
  const makers = new Map(
    nodes.flatMap((op) => op.outputs.filter((name) => name !== '').map((output) => [output, op] as const)),
  );
  const builder = new LayerBuilder();
  const facts = new LayerFacts(builder);
  const outputs = remembered<OnnxValue>();
  // What only asks for the shape does not keep a batch-norm from being folded.
  const readers = countReaders([
    ...nodes.flatMap(({ operator, inputs }) => (operator === 'Shape' ? [] : [inputs])),
    results,
  ]);
  const constant = constantFinder(weights, makers);

  const convert = (value: string): OnnxValue =>
    outputs(value, () => {
      const output = value === entry.name ? input() : made(value);
      if ((readers.get(value) ?? 0) > 1) builder.share(output.layer);
      return output;
    });
  const input = (): OnnxValue => ({
    layer: builder.push({ name: 'input', kind: 'InputLayer', inputs: [] }, entry.name),
    axes: entry.axes,
  });
  const made = (value: string): OnnxValue => {
    const op = makers.get(value);
    if (!op) throw new ConversionError(value, missing(value, network));
    if (op.outputs[0] !== value) refuse(op, `its further output “${value}” is used`);
    const source = labelOf(op);
    try {
      return onnxRule({ op, builder, facts, name: layerName(source), source, convert, constant, sizes });
    } catch (error) {
      throw error instanceof ConversionError ? placed(error, op) : error;
    }
  };

  /** What a node takes: pictures, values of one row and one column, and what failed as a part of the classifier. */
  const takenBy = ({ inputs }: OnnxOp) => {
    const taken = { picture: false, point: false, failed: null as ConversionError | null };
    for (const name of inputs) {
      try {
        if (makers.has(name) && !constant(name))
          taken[facts.isPoint(convert(name).layer) ? 'point' : 'picture'] = true;
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        if (error.onTop) taken.failed ??= error;
      }
    }
    return taken;
  };
  /**
   * Whether what fails belongs to the classifier: what only vectors go into does, and nothing that goes on to be joined
   * with pictures, as squeeze-excitation does, or to what classifiers don't have.
   */
  const placed = (error: ConversionError, op: OnnxOp): ConversionError => {
    const own = error.layer === labelOf(op);
    if (!own && !error.onTop) return error;
    const { picture, point, failed } = takenBy(op);
    if (failed === null)
      return own && point && !picture ? new ConversionError(error.layer, error.what, true) : error;
    // What failed first: this one could not be had anyway.
    const onTop = !picture && !BELOW_CLASSIFIERS.has(op.operator);
    return onTop ? failed : new ConversionError(failed.layer, failed.what);
  };

  const sizeOf = (layer: string, axis: string): number | null => {
    if (axis === 'C') return builder.channelsOf(layer);
    return axis !== 'N' && facts.isPoint(layer) ? 1 : null;
  };
  const sizes = sizeFinder({ makers, constant, convert, sizeOf });
  return {
    convert: (value) => convert(value).layer,
    layers: builder.layers,
    get sources() {
      return new Map([...builder.sources].map(([layer, node]) => [layer, blockName(node)]));
    },
  };
}

/** What no classifier has: where something below it fails, more than a classifier is left out. */
const BELOW_CLASSIFIERS: ReadonlySet<string> = new Set([
  'Conv',
  'ConvTranspose',
  'MaxPool',
  'AveragePool',
  'GlobalAveragePool',
  'ReduceMean',
  'LayerNormalization',
]);

function missing(value: string, { inputs, weights }: OnnxNetwork): string {
  if (weights.has(value)) return 'a weight stands where a picture is expected';
  if (inputs.some(({ name }) => name === value)) return 'the network takes more than one picture';
  return 'nothing in the file makes it, and it is no weight: the file is damaged or a part of a network';
}

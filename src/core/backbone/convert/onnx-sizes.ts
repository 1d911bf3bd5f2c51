import type { Tensor } from './layers.ts';
import { axisAt, type OnnxValue } from './onnx-axes.ts';
import { integerOf, type OnnxOp } from './onnx-node.ts';

type Sizes = readonly (number | null)[];

interface SizeSource {
  readonly makers: ReadonlyMap<string, OnnxOp>;
  readonly constant: (value: string) => Tensor | undefined;
  readonly convert: (value: string) => OnnxValue;
  /** Of a layer's output, by letter; null: it depends on the picture. */
  readonly sizeOf: (layer: string, axis: string) => number | null;
}

/**
 * Follows the sizes that exporters compute in the graph, as `x.view(x.size(0), −1)` becomes: whole numbers, null where one
 * depends on the picture or the batch. Undefined for what holds no sizes.
 */
export function sizeFinder({
  makers,
  constant,
  convert,
  sizeOf,
}: SizeSource): (value: string) => Sizes | undefined {
  // Each value once: a list that is joined with itself again and again would take longer with each node.
  const found = new Map<string, Sizes | undefined>();
  const sizes = (value: string): Sizes | undefined => {
    if (!found.has(value)) {
      // While it is looked for it has none, so a circle ends.
      found.set(value, undefined);
      found.set(value, limited(ofValue(value)));
    }
    return found.get(value);
  };
  const ofValue = (value: string): Sizes | undefined => {
    const known = constant(value);
    if (known) return known.values.length <= MOST ? [...known.values] : undefined;
    const op = makers.get(value);
    const [first = '', second = ''] = op?.inputs ?? [];
    switch (op?.operator) {
      case 'Shape': {
        const { layer, axes } = convert(first);
        const all = [...axes].map((axis) => sizeOf(layer, axis));
        return all.slice(integerOf(op, 'start', 0), integerOf(op, 'end', all.length));
      }
      case 'Gather': {
        const from = sizes(first);
        const places = sizes(second);
        return from && places?.map((place) => from[axisAt(place ?? -1, from.length)] ?? null);
      }
      case 'Slice': {
        const from = sizes(first);
        const bound = (name: string, index: number) =>
          op.attributes.get(name)?.integers[0] ?? sizes(op.inputs[index] ?? '')?.[0];
        const [start, end, step] = [bound('starts', 1), bound('ends', 2), bound('steps', 4)];
        return typeof start === 'number' && typeof end === 'number' && (step ?? 1) === 1
          ? from?.slice(start, end)
          : undefined;
      }
      case 'Concat': {
        const parts = op.inputs.map(sizes);
        return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
      }
      case 'Cast':
      case 'Identity':
      case 'Squeeze':
      case 'Unsqueeze':
        return sizes(first);
      default:
        return undefined;
    }
  };
  return sizes;
}

/** A shape has a handful of sizes. */
const MOST = 16;

const limited = (sizes: Sizes | undefined): Sizes | undefined =>
  sizes && sizes.length <= MOST ? sizes : undefined;

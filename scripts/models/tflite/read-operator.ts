import type { Padding, Size } from '../../../src/core/backbone/convert/layers.ts';
import type { FlatTable } from './flat-table.ts';

/** What an operator computes, with its options. */
export type OperatorKind =
  | (Windowed & { readonly op: 'CONV_2D' | 'DEPTHWISE_CONV_2D'; readonly dilation: Size })
  | (Windowed & { readonly op: 'MAX_POOL_2D' | 'AVERAGE_POOL_2D'; readonly poolSize: Size })
  | { readonly op: 'CONCATENATION'; readonly axis: number; readonly activation: FusedActivation }
  | { readonly op: 'ADD'; readonly activation: FusedActivation }
  | { readonly op: 'PAD' }
  /** One whose options aren't read: its name, or its number where that has none here. */
  | { readonly op: 'other'; readonly called: string };

interface Windowed {
  readonly padding: Padding;
  readonly strides: Size;
  readonly activation: FusedActivation;
}

/** `ActivationFunctionType` of the schema, in its order. */
const ACTIVATIONS = ['none', 'relu', 'relu-n1-to-1', 'relu6', 'tanh', 'sign-bit'] as const;
/** What an operator applies to its result. */
export type FusedActivation = (typeof ACTIVATIONS)[number];

/** `BuiltinOperator` of the schema: the ones that networks for pictures are mostly made of. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'ADD'],
  [1, 'AVERAGE_POOL_2D'],
  [2, 'CONCATENATION'],
  [3, 'CONV_2D'],
  [4, 'DEPTHWISE_CONV_2D'],
  [6, 'DEQUANTIZE'],
  [9, 'FULLY_CONNECTED'],
  [14, 'LOGISTIC'],
  [17, 'MAX_POOL_2D'],
  [18, 'MUL'],
  [22, 'RESHAPE'],
  [25, 'SOFTMAX'],
  [34, 'PAD'],
  [40, 'MEAN'],
  [43, 'SQUEEZE'],
  [114, 'QUANTIZE'],
  [117, 'HARD_SWISH'],
]);

// Fields of the options' tables by their number: their place in tensorflow/lite/schema/schema.fbs.
const WINDOW = { padding: 0, strideWidth: 1, strideHeight: 2 } as const;
const CONV = { activation: 3, dilationWidth: 4, dilationHeight: 5 } as const;
/** Its field 3 is the number of output channels for each input channel, which the kernel's shape tells too. */
const DEPTHWISE = { activation: 4, dilationWidth: 5, dilationHeight: 6 } as const;
const POOL = { filterWidth: 3, filterHeight: 4, activation: 5 } as const;
const CONCATENATION = { axis: 0, activation: 1 } as const;
const ADD = { activation: 0 } as const;

/**
 * What an operator of a file computes.
 * @param code its number in the schema, and the name of one that the schema doesn't have
 * @param options its table of options; undefined where the file has none
 * @throws TypeError where an option has a value that the schema doesn't know
 */
export function readOperator(
  code: { readonly builtin: number; readonly custom: string } | undefined,
  options: FlatTable | undefined,
): OperatorKind {
  const op = NAMES.get(code?.builtin ?? -1);
  const number = (field: number, otherwise = 0) => options?.int32(field, otherwise) ?? otherwise;
  const activation = (field: number): FusedActivation => {
    const found = ACTIVATIONS[options?.int8(field) ?? 0];
    if (found === undefined) throw new TypeError(`${op} has an unknown activation`);
    return found;
  };
  const window = () => ({
    padding: (options?.int8(WINDOW.padding) ?? 0) === 0 ? ('same' as const) : ('valid' as const),
    strides: [number(WINDOW.strideHeight), number(WINDOW.strideWidth)] as const,
  });
  switch (op) {
    case 'CONV_2D':
    case 'DEPTHWISE_CONV_2D': {
      const fields = op === 'CONV_2D' ? CONV : DEPTHWISE;
      const dilation = [number(fields.dilationHeight, 1), number(fields.dilationWidth, 1)] as const;
      return { op, ...window(), dilation, activation: activation(fields.activation) };
    }
    case 'MAX_POOL_2D':
    case 'AVERAGE_POOL_2D': {
      const poolSize = [number(POOL.filterHeight), number(POOL.filterWidth)] as const;
      return { op, ...window(), poolSize, activation: activation(POOL.activation) };
    }
    case 'CONCATENATION':
      return { op, axis: number(CONCATENATION.axis), activation: activation(CONCATENATION.activation) };
    case 'ADD':
      return { op, activation: activation(ADD.activation) };
    case 'PAD':
      return { op };
    default:
      return { op: 'other', called: op ?? (code?.custom || `operator ${code?.builtin}`) };
  }
}

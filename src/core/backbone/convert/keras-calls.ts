import { isObject } from './json.ts';

/** An output of a layer, as a Keras model refers to it. */
export interface Reference {
  readonly layer: string;
  /** Index of the output. */
  readonly output: number;
}

/** What a layer is called with, in its place: a layer's output, or a number beside it, as in `x / 127.5`. */
export type Argument = Reference | number;

export const isReference = (argument: Argument): argument is Reference => typeof argument !== 'number';

/** [name, call, output], or a list of these. */
export function references(list: readonly unknown[]): readonly Reference[] {
  const [first] = list;
  if (typeof first !== 'string') return list.flatMap((one) => (Array.isArray(one) ? references(one) : []));
  const output = list[2];
  return [{ layer: first, output: typeof output === 'number' ? output : 0 }];
}

/** The arguments of one call: Keras 2's nested lists, or Keras 3's that carry their history. */
export function callArguments(call: unknown): readonly Argument[] {
  if (Array.isArray(call)) return [...references(call), ...keywordNumbers(call)];
  return isObject(call) ? histories(call.args) : [];
}

/** Keras 2 gives an operation's number by its name: ['input_1', 0, 0, { y: 127.5 }]. */
function keywordNumbers(call: readonly unknown[]): readonly number[] {
  const inner = Array.isArray(call[0]) ? call[0] : call;
  const keywords = inner[3];
  return isObject(keywords) && typeof keywords.y === 'number' ? [keywords.y] : [];
}

function histories(value: unknown): readonly Argument[] {
  if (Array.isArray(value)) return value.flatMap(histories);
  if (typeof value === 'number') return [value];
  if (!isObject(value) || !isObject(value.config)) return [];
  const history = value.config.keras_history;
  return Array.isArray(history) ? references(history) : [];
}

import { ConversionError } from './conversion-error.ts';
import { isObject, listAt, objectAt, textAt } from './json.ts';
import type { KerasLayer } from './keras-config.ts';

/** A Keras model as one list of layers. */
export interface KerasModel {
  readonly name: string;
  readonly layers: readonly KerasLayer[];
}

const MODELS: ReadonlySet<string> = new Set(['Sequential', 'Model', 'Functional']);
/** Models within models; Teachable Machine nests two. */
const MOST_DEPTH = 8;

/**
 * Reads the layers of a tfjs layers model, of a sequential or a functional one, those of models within it in their place.
 * @param topology `modelTopology` of model.json
 * @throws ConversionError where it is no such model
 */
export function kerasModel(topology: unknown): KerasModel {
  const outer = isObject(topology) && isObject(topology.model_config) ? topology.model_config : topology;
  const layers: KerasLayer[] = [];
  const names = new Set<string>();
  const add = (layer: KerasLayer): string => {
    if (names.has(layer.name)) throw new ConversionError(layer.name, 'two layers have this name');
    names.add(layer.name);
    layers.push(layer);
    return layer.name;
  };
  open(outer, null, add, 0);
  const config = isObject(outer) && isObject(outer.config) ? outer.config : {};
  return { name: typeof config.name === 'string' ? config.name : '', layers };
}

type Add = (layer: KerasLayer) => string;

/**
 * @param incoming the layers that a model within a model gets its inputs from
 * @returns the layers that hold its outputs
 */
function open(
  model: unknown,
  incoming: readonly string[] | null,
  add: Add,
  depth: number,
): readonly string[] {
  const kind = textAt(model, 'class_name', 'The model');
  if (!MODELS.has(kind)) throw new ConversionError('', `A ${kind} is not a model of layers.`);
  if (depth > MOST_DEPTH) throw new ConversionError('', 'Too many models lie within one another.');
  return kind === 'Sequential'
    ? openSequential(model, incoming, add, depth)
    : openFunctional(model, incoming, add, depth);
}

function openSequential(
  model: unknown,
  incoming: readonly string[] | null,
  add: Add,
  depth: number,
): readonly string[] {
  // Earlier versions have the list itself where the others have an object with it.
  const config = isObject(model) ? model.config : undefined;
  const list = Array.isArray(config) ? config : listAt(config, 'layers', 'The model');
  let before = incoming;
  for (const layer of list) {
    const kind = textAt(layer, 'class_name', 'A layer');
    if (MODELS.has(kind)) {
      before = open(layer, before, add, depth + 1);
      continue;
    }
    if (kind === 'InputLayer' && before) continue;
    const settings = objectAt(layer, 'config', 'A layer');
    const name = textAt(settings, 'name', 'A layer');
    if (kind !== 'InputLayer' && !before)
      before = [add({ name: `${name}_input`, kind: 'InputLayer', config: settings, inputs: [], uses: 1 })];
    before = [add({ name, kind, config: settings, inputs: before ?? [], uses: 1 })];
  }
  return before ?? [];
}

function openFunctional(
  model: unknown,
  incoming: readonly string[] | null,
  add: Add,
  depth: number,
): readonly string[] {
  const config = objectAt(model, 'config', 'The model');
  const inputNames = references(listAt(config, 'input_layers', 'The model'));
  /** What holds the outputs of each layer of this model. */
  const made = new Map<string, readonly string[]>();
  inputNames.forEach(({ layer }, i) => {
    const from = incoming?.[i];
    if (from !== undefined) made.set(layer, [from]);
  });
  const find = ({ layer, output }: Reference): string | undefined => made.get(layer)?.[output];

  let waiting = listAt(config, 'layers', 'The model').map((layer) => ({
    layer,
    kind: textAt(layer, 'class_name', 'A layer'),
    name: layerName(layer),
    calls: listAt(layer, 'inbound_nodes', 'A layer').map(callInputs),
  }));
  // Files mostly list layers in the order in which they run; each round takes those that can.
  while (waiting.length > 0) {
    const later = waiting.filter(({ layer, kind, name, calls }) => {
      if (made.has(name)) return false;
      const inputs = (calls[0] ?? []).map(find);
      const known = inputs.filter((input) => input !== undefined);
      if (known.length < inputs.length) return true;
      if (MODELS.has(kind)) made.set(name, open(layer, known, add, depth + 1));
      else {
        const settings = objectAt(layer, 'config', name);
        made.set(name, [add({ name, kind, config: settings, inputs: known, uses: calls.length })]);
      }
      return false;
    });
    if (later.length === waiting.length)
      throw new ConversionError(later[0]?.name ?? '', 'its inputs are not in the model');
    waiting = later;
  }
  const outputs = references(listAt(config, 'output_layers', 'The model')).map(find);
  return outputs.filter((name) => name !== undefined);
}

function layerName(layer: unknown): string {
  return isObject(layer) && typeof layer.name === 'string'
    ? layer.name
    : textAt(objectAt(layer, 'config', 'A layer'), 'name', 'A layer');
}

interface Reference {
  readonly layer: string;
  /** Index of the output. */
  readonly output: number;
}

/** [name, call, output], or a list of these. */
function references(list: readonly unknown[]): readonly Reference[] {
  const [first] = list;
  if (typeof first !== 'string') return list.flatMap((one) => (Array.isArray(one) ? references(one) : []));
  const output = list[2];
  return [{ layer: first, output: typeof output === 'number' ? output : 0 }];
}

/** The inputs of one call: Keras 2's nested lists, or Keras 3's arguments that carry their history. */
function callInputs(call: unknown): readonly Reference[] {
  if (Array.isArray(call)) return references(call);
  return isObject(call) ? histories(call.args) : [];
}

function histories(value: unknown): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap(histories);
  if (!isObject(value) || !isObject(value.config)) return [];
  const history = value.config.keras_history;
  return Array.isArray(history) ? references(history) : [];
}

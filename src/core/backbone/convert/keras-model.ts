import { ConversionError } from './conversion-error.ts';
import { isObject, listAt, objectAt, textAt } from './json.ts';
import { type Argument, callArguments, isReference, type Reference, references } from './keras-calls.ts';
import type { KerasLayer } from './keras-config.ts';
import { groupNames, uniqueNames } from './keras-names.ts';

/** A Keras model as one list of layers. */
export interface KerasModel {
  readonly name: string;
  /** Of Keras, which saved it: its first number; 2 where the file says nothing. */
  readonly version: number;
  readonly layers: readonly KerasLayer[];
}

const MODELS: ReadonlySet<string> = new Set(['Sequential', 'Model', 'Functional']);
/** Models within models; Teachable Machine nests two. */
const MOST_DEPTH = 8;

/**
 * Reads the layers of a Keras model, of a sequential or a functional one, those of models within it in their place.
 * @param topology `modelTopology` of a tfjs model.json, or the model's description itself
 * @throws ConversionError where it is no such model
 */
export function kerasModel(topology: unknown): KerasModel {
  const outer = isObject(topology) && isObject(topology.model_config) ? topology.model_config : topology;
  const layers: KerasLayer[] = [];
  const unique = uniqueNames();
  const add = (layer: KerasLayer): string => {
    const name = unique(layer.name);
    layers.push({ ...layer, name });
    return name;
  };
  open(outer, null, { add, group: '', within: null, depth: 0 });
  const config = isObject(outer) && isObject(outer.config) ? outer.config : {};
  const version = isObject(topology) ? Number.parseInt(String(topology.keras_version), 10) : 2;
  return { name: typeof config.name === 'string' ? config.name : '', version: version || 2, layers };
}

/** Where a model lies in the whole. */
interface Place {
  readonly add: (layer: KerasLayer) => string;
  /** Its group in a .keras file, with a '/' at its end; '' for the whole. */
  readonly group: string;
  readonly within: string | null;
  readonly depth: number;
}

/** Where a model's layers lie, as `stored`, and how deep the models among them. */
function placesIn({ add, group, within, depth }: Place) {
  const groupName = groupNames();
  return (kind: string, name: string) => {
    const own = `${group}layers/${groupName(kind)}`;
    return {
      stored: { group: own, name, within },
      inner: { add, group: `${own}/`, within: within ?? name, depth: depth + 1 },
    };
  };
}

/**
 * @param incoming the layers that a model within a model gets its inputs from
 * @returns the layers that hold its outputs
 */
function open(model: unknown, incoming: readonly string[] | null, place: Place): readonly string[] {
  const kind = textAt(model, 'class_name', 'The model');
  if (!MODELS.has(kind)) throw new ConversionError('', `A ${kind} is not a model of layers.`);
  if (place.depth > MOST_DEPTH) throw new ConversionError('', 'Too many models lie within one another.');
  return kind === 'Sequential'
    ? openSequential(model, incoming, place)
    : openFunctional(model, incoming, place);
}

function openSequential(model: unknown, incoming: readonly string[] | null, place: Place): readonly string[] {
  // Earlier versions have the list itself where the others have an object with it.
  const config = isObject(model) ? model.config : undefined;
  const list = Array.isArray(config) ? config : listAt(config, 'layers', 'The model');
  const placeOf = placesIn(place);
  let before = incoming;
  for (const layer of list) {
    const kind = textAt(layer, 'class_name', 'A layer');
    const name = layerName(layer);
    const { stored, inner } = placeOf(kind, name);
    if (MODELS.has(kind)) {
      before = open(layer, before, inner);
      continue;
    }
    if (kind === 'InputLayer' && before) continue;
    const config = objectAt(layer, 'config', 'A layer');
    const common = { config, uses: 1, stored };
    if (kind !== 'InputLayer' && !before)
      before = [place.add({ ...common, name: `${name}_input`, kind: 'InputLayer', inputs: [] })];
    before = [place.add({ ...common, name, kind, inputs: before ?? [] })];
  }
  return before ?? [];
}

function openFunctional(model: unknown, incoming: readonly string[] | null, place: Place): readonly string[] {
  const config = objectAt(model, 'config', 'The model');
  const inputNames = references(listAt(config, 'input_layers', 'The model'));
  /** What holds the outputs of each layer of this model. */
  const made = new Map<string, readonly string[]>();
  inputNames.forEach(({ layer }, i) => {
    const from = incoming?.[i];
    if (from !== undefined) made.set(layer, [from]);
  });
  const find = ({ layer, output }: Reference): string | undefined => made.get(layer)?.[output];

  const placeOf = placesIn(place);
  let waiting = listAt(config, 'layers', 'The model').map((layer) => {
    const kind = textAt(layer, 'class_name', 'A layer');
    const name = layerName(layer);
    const calls = listAt(layer, 'inbound_nodes', 'A layer').map(callArguments);
    return { layer, kind, name, calls, ...placeOf(kind, name) };
  });
  // Files mostly list layers in the order in which they run; each round takes those that can.
  while (waiting.length > 0) {
    const later = waiting.filter(({ layer, kind, name, calls, stored, inner }) => {
      if (made.has(name)) return false;
      const given = calls[0] ?? [];
      const inputs = given.filter(isReference).map(find);
      const known = inputs.filter((input) => input !== undefined);
      if (known.length < inputs.length) return true;
      if (MODELS.has(kind)) made.set(name, open(layer, known, inner));
      else {
        const settings = objectAt(layer, 'config', name);
        const common = { name, kind, config: settings, inputs: known, uses: calls.length, stored };
        made.set(name, [place.add({ ...common, ...numberIn(given) })]);
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

/** The only number among the arguments of a call. */
function numberIn(given: readonly Argument[]): Pick<KerasLayer, 'number'> {
  const numbers = given.filter((argument) => typeof argument === 'number');
  const [value] = numbers;
  return value === undefined || numbers.length > 1 ? {} : { number: { value, first: given[0] === value } };
}

function layerName(layer: unknown): string {
  // A sequential model of an earlier version has no name.
  if (isObject(layer) && Array.isArray(layer.config)) return '';
  return isObject(layer) && typeof layer.name === 'string'
    ? layer.name
    : textAt(objectAt(layer, 'config', 'A layer'), 'name', 'A layer');
}

import { groupNames, snakeCase } from '../../../core/backbone/convert/keras-names.ts';
import { weightNames } from '../../../core/backbone/program.ts';
import type { Layer } from '../../../core/backbone/topology.ts';
import type { Weights } from '../../../core/backbone/weights.ts';

/** The model's file in the export. */
export const KERAS_FILE = 'model.keras';

/** Kinds of layers that have weights: a kernel and a bias each. */
const WEIGHTED = ['Conv2D', 'DepthwiseConv2D', 'Dense'];

/** Where a layer's state lies in model.weights.h5. */
export interface VariableGroup {
  readonly layer: Layer;
  /** 'layers/conv2d_3/vars'. */
  readonly path: string;
  /** Names of its weights in the WholeModel; the file's are '0', '1'… */
  readonly weights: readonly string[];
}

/**
 * The groups of model.weights.h5.
 * @param layers as `kerasOrder` gives them
 */
export function variableGroups(layers: readonly Layer[]): readonly VariableGroup[] {
  const groupName = groupNames();
  return layers.map((layer) => ({
    layer,
    path: `layers/${groupName(layer.kind)}/vars`,
    weights: WEIGHTED.includes(layer.kind) ? weightsOf(layer.name, layer.kind === 'DepthwiseConv2D') : [],
  }));
}

/**
 * Names of the weights in a group of model.weights.h5, in their order there.
 * @param group 'conv2d_3'
 * @param layer the layer's name
 * @returns null where that kind of layer should have none
 */
export function weightsOfGroup(group: string, layer: string): readonly string[] | null {
  const kind = group.replace(/_\d+$/, '');
  if (!WEIGHTED.some((known) => snakeCase(known) === kind)) return null;
  return weightsOf(layer, kind === snakeCase('DepthwiseConv2D'));
}

function weightsOf(layer: string, depthwise: boolean): readonly string[] {
  const { kernel, bias } = weightNames(layer, depthwise);
  return [kernel, bias];
}

/**
 * Names that Keras takes: no '/', and under TensorFlow nothing but Latin letters, digits, '.', '-' and '_', the first a
 * letter or digit.
 * @returns for each layer whose name must change, the one that it gets
 */
export function changedNames(layers: readonly Layer[]): ReadonlyMap<string, string> {
  const allowed = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
  const taken = new Set(layers.map(({ name }) => name).filter((name) => allowed.test(name)));
  const changed = new Map<string, string>();
  for (const { name } of layers) {
    if (allowed.test(name)) continue;
    const plain = `layer_${name.replace(/[^A-Za-z0-9._-]+/g, '_')}`;
    let free = plain;
    for (let n = 1; taken.has(free); n++) free = `${plain}_${n}`;
    taken.add(free);
    changed.set(name, free);
  }
  return changed;
}

/** Weights under their layers' other names; what follows the last '/' is the weight's own. */
export function renameWeights(weights: Weights, changed: ReadonlyMap<string, string>): Weights {
  if (changed.size === 0) return weights;
  return new Map(
    [...weights].map(([name, weight]) => {
      const end = name.lastIndexOf('/');
      const layer = name.slice(0, end);
      return [`${changed.get(layer) ?? layer}${name.slice(end)}`, weight];
    }),
  );
}

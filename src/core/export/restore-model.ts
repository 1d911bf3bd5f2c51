import type { BackboneInput } from '../backbone/card.ts';
import { weightNames } from '../backbone/program.ts';
import type { Topology } from '../backbone/topology.ts';
import type { Weights } from '../backbone/weights.ts';
import type { ParameterValues } from '../training/checkpoint.ts';
import type { Head } from '../training/head.ts';
import type { ModelManifest } from './model-manifest.ts';
import { type WholeModel, wholeModel, wholeNames } from './whole-model.ts';
import { wholeParts } from './whole-parts.ts';

/** A run's weights, taken out of an export. */
export interface RestoredModel {
  /** As it was exported. */
  readonly model: WholeModel;
  /** Before the temperature. */
  readonly head: Head;
  /** Weights of the backbone that are not those of the site, by their names in model.json. */
  readonly tuned: ParameterValues;
}

/**
 * Puts weights that were read from an export back into the model that they must be of.
 * @param backbone as the site has it, of the manifest's hash
 * @param read the export's weights, under the whole model's names; others are left out
 * @throws TypeError that says which weights are missing, of another shape, or no numbers
 */
export function restoreModel(
  backbone: { readonly topology: Topology; readonly weights: Weights; readonly input: BackboneInput },
  manifest: Pick<ModelManifest, 'classes' | 'recipe' | 'temperature'>,
  read: Weights,
): RestoredModel {
  const { recipe, classes, temperature } = manifest;
  const names = wholeNames(backbone.topology, recipe.head.kind === 'hidden' ? 2 : 1);
  const blank = names.dense.map((name) => {
    const { kernel, bias } = weightNames(name, false);
    return { kernel: valuesOf(read, kernel), bias: valuesOf(read, bias) };
  });
  const expected = wholeModel(backbone, backbone.input, blank, 1);
  const weights = new Map<string, { readonly shape: readonly number[]; readonly values: Float32Array }>();
  for (const { name, shape } of expected.topology.weights) {
    const values = valuesOf(read, name);
    const own = read.get(name)?.shape ?? [];
    if (own.length !== shape.length || own.some((side, i) => side !== shape[i]))
      throw new TypeError(`The weights ${name} are [${own}], and not [${shape}].`);
    if (!values.every(Number.isFinite)) throw new TypeError(`The weights ${name} hold what is no number.`);
    weights.set(name, { shape, values });
  }
  const model = { topology: expected.topology, weights };
  const { head } = wholeParts(model);
  const last = head.at(-1);
  if (last?.bias.length !== classes.length)
    throw new TypeError(`The model has ${last?.bias.length ?? 0} outputs for ${classes.length} classes.`);
  const scaled = (values: Float32Array) => values.map((value) => value * temperature);
  return {
    model,
    head: [...head.slice(0, -1), { kernel: scaled(last.kernel), bias: scaled(last.bias) }],
    tuned: new Map(
      [...backbone.weights].flatMap(([name, { values }]) => {
        const now = weights.get(name)?.values;
        // One that no layer takes was not exported.
        if (!now) return [];
        return now.every((value, i) => value === values[i]) ? [] : [[name, now] as const];
      }),
    ),
  };
}

function valuesOf(weights: Weights, name: string): Float32Array {
  const found = weights.get(name);
  if (!found) throw new TypeError(`The weights ${name} are missing.`);
  if (found.values.length !== found.shape.reduce((product, side) => product * side, 1))
    throw new TypeError(`The weights ${name} are not as many as their shape says.`);
  return found.values;
}

import type { KnownFeatures } from '../evaluation/known-features.ts';
import type { DenseLayer } from '../training/head.ts';
import type { Recipe } from '../training/recipe.ts';
import type { RunWeights } from './project-file.ts';
import type { Fail } from './project-file-fields.ts';
import type { Tensors } from './project-file-tensors.ts';

/** Values of the tensors whose names begin so, by the rest of their names. */
function below(tensors: Tensors, start: string): ReadonlyMap<string, Float32Array> {
  return new Map(
    [...tensors].flatMap(([name, values]) =>
      name.startsWith(start) ? [[name.slice(start.length), values]] : [],
    ),
  );
}

/** Head, tuned weights and known features out of a run's tensors; they must fit the recipe and each other. */
export function readWeights(
  tensors: Tensors,
  { recipe, classes }: { readonly recipe: Recipe; readonly classes: number },
  fail: Fail,
): RunWeights {
  const unknown = [...tensors.keys()].find((name) => !/^(?:head|tuned|known|answers)\//.test(name));
  if (unknown !== undefined) fail(`The weights of “${unknown}” are not known.`);
  const head = readHead(below(tensors, 'head/'), recipe.head.kind === 'linear' ? 1 : 2, classes, fail);
  const features = inputsOf(head[0]);
  return {
    head,
    tuned: below(tensors, 'tuned/'),
    known: readKnown(below(tensors, 'known/'), features, classes, fail),
  };
}

/** How many features a layer takes. */
export const inputsOf = (layer: DenseLayer | undefined): number =>
  layer && layer.bias.length > 0 ? layer.kernel.length / layer.bias.length : 0;

function readHead(
  tensors: ReadonlyMap<string, Float32Array>,
  layers: number,
  classes: number,
  fail: Fail,
): readonly DenseLayer[] {
  const head = Array.from({ length: layers }, (_, i): DenseLayer => {
    const kernel = tensors.get(`${i}/kernel`);
    const bias = tensors.get(`${i}/bias`);
    return kernel && bias ? { kernel, bias } : fail('A layer of the head is missing.');
  });
  const inputs = head.map(inputsOf);
  const outputs = [...inputs.slice(1), classes];
  const fits = head.every(
    ({ bias }, i) => bias.length === outputs[i] && Number.isInteger(inputs[i]) && (inputs[i] ?? 0) > 0,
  );
  if (!fits || tensors.size !== 2 * layers) fail('The head does not fit its classes and its recipe.');
  return head;
}

function readKnown(
  tensors: ReadonlyMap<string, Float32Array>,
  features: number,
  classes: number,
  fail: Fail,
): KnownFeatures | null {
  if (tensors.size === 0) return null;
  const get = (name: string, length: (values: Float32Array) => boolean): Float32Array => {
    const values = tensors.get(name);
    return values && length(values) ? values : fail(`What is known of the training photos lacks “${name}”.`);
  };
  const scaleLength = (values: Float32Array) => values.length === features;
  const first = tensors.get('means/0');
  const size = first?.length ?? 0;
  const triangle = (values: Float32Array) => values.length === (size * (size + 1)) / 2;
  const means = Array.from({ length: tensors.size - 4 }, (_, i) =>
    get(`means/${i}`, (mean) => mean.length === size),
  );
  if (means.length < 1 || means.length > classes || size < 1 || size > features)
    fail('What is known of the training photos does not fit the classes.');
  return {
    scale: { mean: get('mean', scaleLength), inverseDeviation: get('inverseDeviation', scaleLength) },
    within: get('within', triangle),
    whole: get('whole', triangle),
    means,
  };
}

import type { Head } from '../training/head.ts';

/**
 * A class's logit as a linear function of the features: Σ weights · features + offset. For a linear head that is the
 * head; for one with hidden ReLUs it is what the head is near these features, where no unit switches on or off.
 */
export interface LocalLogit {
  /** One a feature: the gradient of the logit. */
  readonly weights: Float32Array;
  readonly offset: number;
}

/**
 * The gradient of a class's logit with respect to the features, and what is left of the logit without them. A head is
 * dense layers with ReLU between them, so backpropagation is a product by each kernel, with the units left out that
 * are off.
 * @param features raw, as the backbone gives them
 * @param label index of the class
 * @throws RangeError where the head has no such class
 */
export function localLogit(head: Head, features: Float32Array, label: number): LocalLogit {
  const classes = head.at(-1)?.bias.length ?? 0;
  if (!(label >= 0 && label < classes)) throw new RangeError(`Class ${label} of ${classes}`);
  const on = hiddenUnitsOn(head, features);
  let gradient = new Float32Array(classes);
  gradient[label] = 1;
  let offset = 0;
  for (const [back, { kernel, bias }] of head.toReversed().entries()) {
    const outputs = bias.length;
    for (let j = 0; j < outputs; j++) offset += bias[j]! * gradient[j]!;
    const below = on[head.length - 2 - back];
    const inputs = new Float32Array(kernel.length / outputs);
    for (let i = 0; i < inputs.length; i++) {
      if (below?.[i] === false) continue;
      let sum = 0;
      for (let j = 0, at = i * outputs; j < outputs; j++, at++) sum += gradient[j]! * kernel[at]!;
      inputs[i] = sum;
    }
    gradient = inputs;
  }
  return { weights: gradient, offset };
}

/** Of each hidden layer, from the input on: which of its units are above 0. */
function hiddenUnitsOn(head: Head, features: Float32Array): readonly (readonly boolean[])[] {
  let values: ArrayLike<number> = features;
  return head.slice(0, -1).map(({ kernel, bias }) => {
    const before = values;
    const after = Float64Array.from(bias, (start, j) => {
      let sum = start;
      for (let i = 0; i < before.length; i++) sum += before[i]! * kernel[i * bias.length + j]!;
      return Math.max(0, sum);
    });
    values = after;
    return Array.from(after, (value) => value > 0);
  });
}

/**
 * Class activation map (Zhou et al. 2016, https://arxiv.org/abs/1512.04150): the logit that each place of the map would
 * give alone. The features are the map's mean over space and the logit is linear in them, so the mean of these values is
 * the logit. Zhou leaves the offset out; here it counts at every place, since a head takes raw features and holds their
 * mean in its bias: without it 0 would mean nothing.
 *
 * Grad-CAM (Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391) on the same map weighs each feature with the mean
 * over space of ∂logit/∂map. Through the mean that derivative is ∂logit/∂feature divided by the number of places,
 * everywhere the same: Grad-CAM is these weights up to one positive factor, so for a linear head it is CAM, and for a
 * hidden layer this is it. A fine-tuned backbone changes the map and not what follows it.
 * @param map places · features values, place after place
 * @returns one value a place
 */
export function classActivation(map: Float32Array, { weights, offset }: LocalLogit): Float32Array {
  const features = weights.length;
  return Float32Array.from({ length: map.length / features }, (_, place) => {
    let sum = offset;
    for (let k = 0, at = place * features; k < features; k++, at++) sum += weights[k]! * map[at]!;
    return sum;
  });
}

/**
 * The mean of a map over its places: what the head takes.
 * @param map places · features values, place after place
 */
export function meanOverPlaces(map: Float32Array, features: number): Float32Array {
  const sums = new Float64Array(features);
  for (let at = 0; at < map.length; at++) sums[at % features]! += map[at]!;
  return Float32Array.from(sums, (sum) => (sum * features) / map.length);
}

/** Divided by the largest value; where none is above 0, by the largest distance from it, so that −1 is the most. */
export function scaledToOne(values: Float32Array): Float32Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const scale = largest > 0 ? largest : values.reduce((most, value) => Math.max(most, -value), 0);
  return scale > 0 ? values.map((value) => value / scale) : values;
}

import { weightNames } from '../backbone/program.ts';
import type { Topology } from '../backbone/topology.ts';
import type { DenseLayer, Head } from '../training/head.ts';
import type { WholeModel } from './whole-model.ts';

/** A whole model in the two parts that the page computes with. */
export interface WholeParts {
  /** From pixels, RGB, 0…255, to features: what core/backbone/program.ts compiles. */
  readonly trunk: Topology;
  /** From features to logits; the temperature is in it. */
  readonly head: Head;
}

/**
 * Cuts a whole model where its head begins.
 * @throws TypeError where a dense layer's weights are missing, or do not fit the layer before it
 */
export function wholeParts({ topology, weights }: WholeModel): WholeParts {
  const dense = topology.layers.filter(({ kind }) => kind === 'Dense');
  const features = dense[0]?.inputs[0];
  if (features === undefined) throw new TypeError('The model has no head.');
  const heads = new Set(dense.map(({ name }) => name));
  const layers = topology.layers.filter(({ name }) => !heads.has(name));
  let inputs: number | null = null;
  const head = dense.map(({ name }): DenseLayer => {
    const names = weightNames(name, false);
    const kernel = weights.get(names.kernel);
    const bias = weights.get(names.bias);
    const [rows = 0, columns = 0] = kernel?.shape ?? [];
    const fits = rows * columns === kernel?.values.length && columns === bias?.values.length;
    if (!kernel || !bias || !fits || rows !== (inputs ?? rows))
      throw new TypeError(`The weights of the layer ${name} do not fit.`);
    inputs = columns;
    return { kernel: kernel.values, bias: bias.values };
  });
  return { trunk: { ...topology, layers, output: features }, head };
}

import { keep, tensor } from '@tensorflow/tfjs-core';
import type { ParameterValues } from '../../core/training/checkpoint.ts';
import type { Learner } from './learner.ts';

/** Reads all parameters back from the device, by name. */
export async function readParameters({ parameters }: Pick<Learner, 'parameters'>): Promise<ParameterValues> {
  const values = await Promise.all(parameters.map(({ value }) => value.data()));
  return new Map(parameters.map(({ name }, i) => [name, Float32Array.from(values[i] ?? [])]));
}

/** Sets the parameters that are named; the others stay as they are. */
export function restoreParameters(
  { parameters }: Pick<Learner, 'parameters'>,
  values: ParameterValues,
): void {
  for (const parameter of parameters) {
    const stored = values.get(parameter.name);
    if (!stored) continue;
    const { shape } = parameter.value;
    parameter.value.dispose();
    // A copy: tfjs may keep the array it's given.
    parameter.value = keep(tensor(stored.slice(), shape));
  }
}

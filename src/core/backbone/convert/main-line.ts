import { countParameters, type Layer } from './layers.ts';

/*
 * Where a network can be cut: at a layer whose output is the only thing that what comes after it takes from what comes
 * before.
 */

/** The layers that an output needs, in their order. */
export function neededFor(layers: readonly Layer[], output: string): readonly Layer[] {
  const needed = new Set([output]);
  for (const layer of layers.toReversed())
    if (needed.has(layer.name)) for (const input of layer.inputs) needed.add(input);
  return layers.filter(({ name }) => needed.has(name));
}

/**
 * Indices of the layers at which the network is one value wide, the input's among them and the last one's.
 * @param layers in topological order, all of them needed for the last one
 */
export function narrowPlaces(layers: readonly Layer[]): readonly number[] {
  const index = new Map(layers.map(({ name }, i) => [name, i]));
  /** The last layer that reads each. */
  const lastReader = layers.map((_, i) => i);
  layers.forEach(({ inputs }, i) => {
    for (const name of inputs) lastReader[index.get(name) ?? i] = i;
  });
  const places: number[] = [];
  /** How far what was made before this layer is still read. */
  let reach = 0;
  layers.forEach((_, i) => {
    if (reach <= i) places.push(i);
    reach = Math.max(reach, lastReader[i] ?? i);
  });
  return places;
}

/**
 * The line from the input to the last picture that the network makes before it averages it away, or before its heads
 * part. Of several outputs the one with the most parameters before it; null where there is no convolution.
 */
export function mainLine(layers: readonly Layer[]): readonly Layer[] | null {
  const read = new Set(layers.flatMap(({ inputs }) => inputs));
  let best: readonly Layer[] | null = null;
  let most = 0;
  for (const { name } of layers.filter((layer) => !read.has(layer.name))) {
    const line = pictures(neededFor(layers, name));
    const parameters = line.reduce((sum, layer) => sum + countParameters(layer), 0);
    if (parameters > most) [best, most] = [line, parameters];
  }
  return best;
}

/**
 * A line without the end that has no picture any more: from the average over space that all the rest depends on, or from
 * several averages side by side, as features of several depths are.
 */
function pictures(line: readonly Layer[]): readonly Layer[] {
  const narrow = narrowPlaces(line);
  const byName = new Map(line.map((layer) => [layer.name, layer]));
  const isAverage = (layer: Layer | undefined) => layer?.kind === 'GlobalAveragePooling2D';
  const last = (layer: Layer | undefined) =>
    layer?.kind === 'Concatenate' ? byName.get(layer.inputs.at(-1) ?? '') : layer;
  const average = narrow.map((i) => last(line[i])).find(isAverage);
  const [before] = average?.inputs ?? [];
  return before === undefined ? line : neededFor(line, before);
}

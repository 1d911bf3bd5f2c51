import type { Layer, Topology } from '../../../core/backbone/topology.ts';

/**
 * The layers in the order in which Keras keeps those of a functional model: by their distance from the output, then by
 * when a search from the output meets them first. Which weights a path in model.weights.h5 means follows from this
 * order (keras/src/ops/function.py, map_graph). What does not lead to the output is left out, as there.
 * @throws TypeError where a layer takes the output of one that there isn't
 */
export function kerasOrder({ layers, output }: Topology): readonly Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const layerOf = (name: string): Layer => {
    const layer = byName.get(name);
    if (!layer) throw new TypeError(`There is no layer named ${name}.`);
    return layer;
  };

  const met = new Map<Layer, number>();
  const inputsFirst: Layer[] = [];
  // A search by recursion would be as deep as the model; each entry comes back once its inputs are done.
  const open: { readonly layer: Layer; readonly done: boolean }[] = [{ layer: layerOf(output), done: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { layer, done } = next;
    if (done) inputsFirst.push(layer);
    if (met.has(layer)) continue;
    met.set(layer, met.size);
    open.push({ layer, done: true });
    for (const name of layer.inputs.toReversed()) open.push({ layer: layerOf(name), done: false });
  }

  const depths = new Map<Layer, number>();
  for (const layer of inputsFirst.toReversed()) {
    const depth = depths.get(layer) ?? 0;
    depths.set(layer, depth);
    for (const name of layer.inputs) {
      const input = layerOf(name);
      depths.set(input, Math.max(depth + 1, depths.get(input) ?? 0));
    }
  }
  const of = (map: ReadonlyMap<Layer, number>, layer: Layer): number => map.get(layer) ?? 0;
  return inputsFirst.sort((a, b) => of(depths, b) - of(depths, a) || of(met, a) - of(met, b));
}

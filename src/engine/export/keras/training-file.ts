import type { BackboneBlock } from '../../../core/backbone/card.ts';
import type { Topology } from '../../../core/backbone/topology.ts';

/** What train.py needs besides headstart.json. */
export const TRAINING_FILE = 'training.json';

export interface TrainingFile {
  /** The backbone's blocks from the input to the top, with their layers' names in model.keras. */
  readonly blocks: readonly { readonly name: string; readonly layers: readonly string[] }[];
  /** The layer whose output the head takes. */
  readonly features: string;
  /** The head's layers, the output last. */
  readonly head: readonly string[];
  /** Layers that are called otherwise here than on the page: Keras's name → the page's. */
  readonly renamed: Readonly<Record<string, string>>;
}

/**
 * @param topology of the whole model, with the page's names
 * @param changed the page's name → Keras's
 */
export function trainingFile(
  { layers }: Topology,
  blocks: readonly BackboneBlock[],
  changed: ReadonlyMap<string, string>,
): TrainingFile {
  const kerasName = (name: string): string => changed.get(name) ?? name;
  const head = layers.filter(({ kind }) => kind === 'Dense');
  return {
    blocks: blocks.map((block) => ({ name: block.name, layers: block.layers.map(kerasName) })),
    features: kerasName(head[0]?.inputs[0] ?? ''),
    head: head.map(({ name }) => kerasName(name)),
    renamed: Object.fromEntries([...changed].map(([own, keras]) => [keras, own])),
  };
}

import type { BackboneBlock } from '../../../core/backbone/card.ts';
import type { Topology } from '../../../core/backbone/topology.ts';
import type { Split } from '../../../core/dataset/dataset.ts';
import { type DatasetVersion, pictureHashes } from '../../../core/dataset/version.ts';

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
  /** How the SHA-256 of each photo that the run had begins: 16 hexadecimal digits. None where that is not known. */
  readonly photos: Readonly<Record<Split, readonly string[]>>;
}

/**
 * @param topology of the whole model, with the page's names
 * @param changed the page's name → Keras's
 */
export function trainingFile(
  { layers }: Topology,
  blocks: readonly BackboneBlock[],
  changed: ReadonlyMap<string, string>,
  data: DatasetVersion | null,
): TrainingFile {
  const kerasName = (name: string): string => changed.get(name) ?? name;
  const head = layers.filter(({ kind }) => kind === 'Dense');
  return {
    blocks: blocks.map((block) => ({ name: block.name, layers: block.layers.map(kerasName) })),
    features: kerasName(head[0]?.inputs[0] ?? ''),
    head: head.map(({ name }) => kerasName(name)),
    photos: data ? pictureHashes(data) : { train: [], validation: [], test: [] },
    renamed: Object.fromEntries([...changed].map(([own, keras]) => [keras, own])),
  };
}

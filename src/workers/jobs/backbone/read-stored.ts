import { parseTopology } from '../../../core/backbone/topology.ts';
import { decodeWeights } from '../../../core/backbone/weights.ts';
import { FailureError } from '../../../core/project/failure.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { storedBackbone } from '../../../storage/backbone/backbones.ts';

/**
 * A brought backbone from disk.
 * @throws FailureError 'model-unavailable' where it is not there or is damaged
 */
export async function readStoredBackbone(id: string): Promise<BackboneFiles> {
  const { card, model, weights } = await storedBackbone(id);
  try {
    const topology = parseTopology(JSON.parse(await model.text()));
    return { card, topology, weights: decodeWeights(topology.weights, await weights.arrayBuffer()) };
  } catch (cause) {
    throw new FailureError(
      {
        code: 'model-unavailable',
        what: `The network that you brought, ${card.name}, is damaged on the disk.`,
        todo: 'Remove it and bring it again from the same files.',
      },
      { cause },
    );
  }
}

import type { BackboneCard } from '../../core/backbone/card.ts';
import { compile } from '../../core/backbone/program.ts';
import { parseTopology } from '../../core/backbone/topology.ts';
import { decodeWeights } from '../../core/backbone/weights.ts';
import { FailureError } from '../../core/project/failure.ts';
import { type LoadedProgram, loadProgram } from './run-program.ts';

/** A pretrained network, ready to turn pictures into features. */
export interface Backbone {
  readonly card: BackboneCard;
  readonly program: LoadedProgram;
}

/**
 * Fetches a backbone from the site and puts it on the device.
 * @param base address of the site, with a slash at its end
 * @throws FailureError 'model-unavailable'
 */
export async function loadBackbone(base: string, id: string): Promise<Backbone> {
  const folder = new URL(`models/${id}/`, base);
  const get = async (file: string): Promise<Response> => {
    const response = await fetch(new URL(file, folder)).catch((cause: unknown) => {
      throw unavailable(id, cause);
    });
    if (!response.ok) throw unavailable(id, `${response.status} for ${file}`);
    return response;
  };
  const [card, json] = await Promise.all([
    get('card.json').then((response) => response.json() as Promise<BackboneCard>),
    get('model.json').then((response) => response.json() as Promise<unknown>),
  ]);
  try {
    const topology = parseTopology(json);
    const shards = await Promise.all(topology.shards.map(async (file) => (await get(file)).blob()));
    const weights = decodeWeights(topology.weights, await new Blob(shards).arrayBuffer());
    return { card, program: loadProgram(compile(topology, weights)) };
  } catch (cause) {
    throw cause instanceof FailureError ? cause : unavailable(id, cause);
  }
}

function unavailable(id: string, cause: unknown): FailureError {
  return new FailureError(
    {
      code: 'model-unavailable',
      what: `The pretrained model ${id} could not be loaded.`,
      todo: 'Choose another model, or prepare this one again with “npm run models”.',
    },
    { cause },
  );
}

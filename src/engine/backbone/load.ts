import type { BackboneCard } from '../../core/backbone/card.ts';
import { compile } from '../../core/backbone/program.ts';
import { parseTopology, type Topology } from '../../core/backbone/topology.ts';
import { decodeWeights, type Weights } from '../../core/backbone/weights.ts';
import { FailureError } from '../../core/project/failure.ts';
import { sha256 } from '../dataset/hash.ts';
import { type LoadedProgram, loadProgram } from './run-program.ts';

/** A pretrained network, ready to turn pictures into features. */
export interface Backbone {
  readonly card: BackboneCard;
  readonly program: LoadedProgram;
}

/** A pretrained network as it lies on the site. */
export interface BackboneFiles {
  readonly card: BackboneCard;
  readonly topology: Topology;
  readonly weights: Weights;
}

/** @throws FailureError 'model-unavailable' */
async function fetchFile(base: string, id: string, file: string): Promise<Response> {
  const response = await fetch(new URL(`models/${id}/${file}`, base)).catch((cause: unknown) => {
    throw unavailable(id, cause);
  });
  if (!response.ok) throw unavailable(id, `${response.status} for ${file}`);
  return response;
}

/**
 * Fetches a backbone's card from the site.
 * @param base address of the site, with a slash at its end
 * @throws FailureError 'model-unavailable'
 */
export async function readCard(base: string, id: string): Promise<BackboneCard> {
  return (await fetchFile(base, id, 'card.json')).json() as Promise<BackboneCard>;
}

/**
 * Fetches a backbone from the site.
 * @param base address of the site, with a slash at its end
 * @throws FailureError 'model-unavailable'
 */
export async function readBackbone(base: string, id: string): Promise<BackboneFiles> {
  const get = async (file: string) => (await fetchFile(base, id, file)).blob();
  const [card, json] = await Promise.all([readCard(base, id), get('model.json')]);
  try {
    const topology = parseTopology(JSON.parse(await json.text()));
    const shards = await Promise.all(topology.shards.map(get));
    const all = await new Blob([json, ...shards]).arrayBuffer();
    // A page of one version may be given files of another, by a host or by what was kept: features would be wrong.
    if ((await sha256(new Uint8Array(all))) !== card.hash) throw mixed(id);
    return { card, topology, weights: decodeWeights(topology.weights, all.slice(json.size)) };
  } catch (cause) {
    throw cause instanceof FailureError ? cause : unavailable(id, cause);
  }
}

/**
 * Puts a whole backbone on the device.
 * @param tuned weights that a run has changed, by their names in model.json
 */
export function loadBackbone(
  { card, topology, weights }: BackboneFiles,
  tuned: ReadonlyMap<string, Float32Array>,
): Backbone {
  return { card, program: loadProgram(compile(topology, withTuned(weights, tuned))) };
}

/** The weights with those that a run has changed in their places. */
export function withTuned(weights: Weights, tuned: ReadonlyMap<string, Float32Array>): Weights {
  if (tuned.size === 0) return weights;
  return new Map(
    [...weights].map(([name, weight]) => [name, { ...weight, values: tuned.get(name) ?? weight.values }]),
  );
}

function mixed(id: string): FailureError {
  return new FailureError({
    code: 'model-unavailable',
    what: `The files of the pretrained model ${id} do not belong together: they are of two versions, or damaged.`,
    todo: 'Reload the page. Where that does not help, prepare the model again with “npm run models”.',
  });
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

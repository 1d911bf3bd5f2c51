import { FailureError } from '../../../core/project/failure.ts';
import { siteAddress } from '../../runtime/session.ts';

/**
 * A file that the site's build has made for exports.
 * @param name in dist/exports/
 * @throws FailureError 'not-found'
 */
export async function siteBundle(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(`exports/${name}`, await siteAddress());
  const response = await fetch(url).catch((cause: unknown) => {
    throw missing(name, cause);
  });
  if (!response.ok) throw missing(name, response.status);
  return new Uint8Array(await response.arrayBuffer());
}

const missing = (name: string, cause: unknown): FailureError =>
  new FailureError(
    {
      code: 'not-found',
      what: `A part of the site that goes into the export could not be loaded: ${name}.`,
      todo: 'Check the network, then export again.',
    },
    { cause },
  );

import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import { startEngine } from '../runtime/engine.ts';
import { storeContext } from '../store.ts';

/** Looks that are timed, after one that loads what is needed. */
const LOOKS = 3;

/**
 * How long runs take together for one picture: the middle one of a few looks.
 * @param hash of a stored picture
 * @returns milliseconds from the decoded picture to the probabilities
 */
export async function answerTime(
  members: readonly EnsembleMember[],
  hash: string,
  signal: AbortSignal,
): Promise<number> {
  const { get, client } = storeContext();
  startEngine(get());
  const image = await client.run('image', { hash }, { signal });
  const times: number[] = [];
  for (let look = 0; look <= LOOKS; look++) {
    const { milliseconds } = await client.run('predict', { members, image, views: 0 }, { signal });
    if (look > 0) times.push(milliseconds);
  }
  return times.sort((a, b) => a - b)[Math.floor(LOOKS / 2)] ?? 0;
}

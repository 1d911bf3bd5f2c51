import type { BackboneCard } from '../../../core/backbone/card.ts';
import { readOf } from '../../../core/backbone/read-depths.ts';
import { FailureError } from '../../../core/project/failure.ts';
import type { Checkpoint } from '../../../core/training/checkpoint.ts';
import type { ReadDecision } from './decide-read.ts';

/**
 * What an unfinished run had decided; null where its version did not keep it, and it is found out anew.
 * @throws FailureError 'model-unavailable' where its network has left
 */
export function decisionBegun(
  { network }: Pick<Checkpoint, 'network'>,
  card: Pick<BackboneCard, 'name' | 'hash' | 'depths' | 'former'>,
): ReadDecision | null {
  if (!network) return null;
  const { read, weights, penalty, choice } = network;
  if (readOf({ read, environment: { weights } }, card)) return { read, penalty, choice, judged: null };
  throw new FailureError({
    code: 'model-unavailable',
    what: `This training was begun with another version of ${card.name} than is here: it can’t go on.`,
    todo: 'Discard it and train again.',
  });
}

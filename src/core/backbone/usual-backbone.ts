import type { BackendInfo } from './backend.ts';
import type { CatalogueCard } from './card.ts';
import { isOwn } from './own-backbone.ts';

/** What the choice wants to know of a card. */
export type UsualCard = Pick<CatalogueCard, 'id' | 'bytes' | 'panel'>;

/** Whether a graphics processor computes: a large network takes milliseconds a photo there, and half a second elsewhere. */
export const usesGraphics = ({ name, hardware }: Pick<BackendInfo, 'name' | 'hardware'>): boolean =>
  (name === 'webgpu' || name === 'webgl') && hardware;

/**
 * The network that a fresh project begins with: the most accurate one where a graphics processor computes, else the
 * smallest.
 * @param cards of the site's networks; those that a person has brought are theirs to choose
 * @param backend null: not known yet
 * @returns its id; null without cards
 */
export function usualBackbone(
  cards: readonly UsualCard[],
  backend: Pick<BackendInfo, 'name' | 'hardware'> | null,
): string | null {
  const catalogue = cards.filter(({ id }) => !isOwn(id));
  const chosen = backend && usesGraphics(backend) ? mostAccurate(catalogue) : smallest(catalogue);
  return chosen?.id ?? null;
}

/** By the panel's mean; where none has been on it, the largest, which is mostly the most accurate. */
function mostAccurate<Card extends UsualCard>(cards: readonly Card[]): Card | undefined {
  const mean = ({ panel }: Card) => panel?.accuracy ?? 0;
  return cards.toSorted((a, b) => mean(b) - mean(a) || b.bytes - a.bytes)[0];
}

const smallest = <Card extends UsualCard>(cards: readonly Card[]): Card | undefined =>
  cards.toSorted((a, b) => a.bytes - b.bytes)[0];

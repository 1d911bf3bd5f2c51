import { compareNames } from '../compare-names.ts';
import type { CatalogueCard } from './card.ts';
import { isOwn } from './own-backbone.ts';

/** The catalogue with a brought network: in its place among the others that were brought, after those of the page. */
export function withCard(cards: readonly CatalogueCard[], card: CatalogueCard): readonly CatalogueCard[] {
  const own = cards.filter(({ id }) => isOwn(id) && id !== card.id);
  return [
    ...cards.filter(({ id }) => !isOwn(id)),
    ...[...own, card].sort((a, b) => compareNames(a.name, b.name)),
  ];
}

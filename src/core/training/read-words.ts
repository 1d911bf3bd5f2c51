import type { CatalogueCard } from '../backbone/card.ts';
import { numberWords } from '../count-words.ts';
import { listWords } from '../list-words.ts';

/** 'depth 12', 'depths 10, 11 and 12'. */
export const depthWords = (read: readonly string[]): string =>
  `${read.length === 1 ? 'depth' : 'depths'} ${listWords(read)}`;

/**
 * What a head reads, and what that says of the photos, in one sentence.
 * @param read names of the card's depths
 * @param decided by what: the photos, the person, or nothing, where there were too few photos or too many classes to
 */
export function readSentence(
  { name, depths }: Pick<CatalogueCard, 'name' | 'depths'>,
  read: readonly string[],
  decided: 'by photos' | 'by person' | 'by default',
): string {
  if (decided === 'by person') return `The head reads ${depthWords(read)} of ${name}, as you chose.`;
  if (decided === 'by default')
    return `The head reads ${depthWords(read)} of ${name}: with these photos there was no telling which do best.`;
  const last = depths.at(-1)?.name;
  const list = read.length > 1 ? ` (${listWords(read)})` : ` (${read[0] ?? ''})`;
  if (read.length === 1 && read[0] === last)
    return `Your photos are close to what ${name} knows, so the head reads its last block${list}.`;
  if (last !== undefined && read.includes(last))
    return `Your photos are only partly what ${name} knows, so the head reads ${numberWords(read.length)} depths${list}.`;
  const earlier = read.length === 1 ? 'an earlier block' : `${numberWords(read.length)} earlier depths`;
  return `Your photos are far from what ${name} was trained on, so the head reads ${earlier}${list}.`;
}

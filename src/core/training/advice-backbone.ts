import type { CatalogueCard } from '../backbone/card.ts';
import { countWords, photoWords } from '../count-words.ts';
import { percentWords } from '../evaluation/words.ts';
import type { AdviceFigures, NetworkFigures } from './advice-figures.ts';
import { shortNumber, timeWords } from './advice-words.ts';
import { chooseNetwork, type NetworkChoice, readingTime } from './compare-networks.ts';

/** What advice wants to know of a backbone. */
export type AdviceCard = Pick<CatalogueCard, 'id' | 'name' | 'depths' | 'blocks'>;

export interface BackboneAdvice {
  readonly card: AdviceCard;
  /** Null where no network could be tried. */
  readonly figures: NetworkFigures | null;
  readonly sentence: string;
}

/**
 * The backbone to train with, and why.
 * @param present id of the recipe's, which stays where nothing could be compared
 * @returns null where it isn't among the cards
 */
export function backboneFor(
  figures: AdviceFigures,
  cards: readonly AdviceCard[],
  present: string,
): BackboneAdvice | null {
  const cardOf = (id: string) => cards.find((one) => one.id === id);
  // A network that was brought may have been removed since.
  const choice = chooseNetwork(
    figures.networks.filter(({ backbone }) => cardOf(backbone)),
    figures.photos,
  );
  const card = cardOf(choice?.chosen.backbone ?? present);
  if (!card) return null;
  if (!choice)
    return {
      card,
      figures: null,
      sentence: `${card.name}: with one photo a class nothing tells whether another network would do better.`,
    };
  const other = choice.other && (cardOf(choice.other.backbone)?.name ?? '');
  return {
    card,
    figures: choice.chosen,
    sentence: `${card.name}: ${rightWords(choice.chosen, figures)}${other ? besideWords(choice, other, figures.photos) : ''}.`,
  };
}

/** 'right on 84 % of 120 of your photos' */
function rightWords({ accuracy, photos }: NetworkFigures, all: AdviceFigures): string {
  const of = photos < all.photos ? `${countWords(photos)} of your photos` : `your ${photoWords(photos)}`;
  return `right on ${percentWords(accuracy)} of ${of}`;
}

/** What the other network would bring, and how long either takes to read all photos. */
function besideWords({ chosen, other, why }: NetworkChoice, name: string, photos: number): string {
  if (!other) return '';
  const all = `to read all ${countWords(photos)}`;
  const time = (one: NetworkFigures) => timeWords(readingTime(one, photos));
  const [right, others] = [percentWords(chosen.accuracy), percentWords(other.accuracy)];
  switch (why) {
    case 'too-slow':
      return `; ${name} is right on ${others}, but ${all} it would take ${time(other)} here`;
    case 'unclear': {
      const beside =
        other.accuracy > chosen.accuracy && right !== others
          ? `the ${others} of ${name} are no clear difference`
          : `${name} does not do clearly better`;
      const instead =
        time(chosen) === time(other)
          ? ''
          : `, and ${all} takes ${time(chosen)} instead of ${time(other)} here`;
      return `; ${beside}${instead}`;
    }
    case 'worse': {
      const beside =
        chosen.accuracy > other.accuracy && right !== others
          ? `, where ${name} is right on ${others}`
          : `, where ${name} is right on ${others} and less sure of it (log loss ${shortNumber(other.loss)}, not ${shortNumber(chosen.loss)})`;
      return chosen.msPerImage < other.msPerImage
        ? `${beside} and takes longer`
        : `${beside}; ${all} takes ${time(chosen)} here`;
    }
  }
}

/** Which networks were not tried and why, in a sentence; null where all were. */
export function leftOutSentence(
  { leftOut, sample }: AdviceFigures,
  cards: readonly AdviceCard[],
): string | null {
  const reasons = leftOut.flatMap(({ backbone, why, milliseconds }) => {
    const name = cards.find(({ id }) => id === backbone)?.name;
    if (name === undefined) return [];
    return why === 'slow'
      ? `${name}, which would take ${timeWords(milliseconds)} to look at ${photoWords(sample)} here`
      : `${name}, which could not be loaded`;
  });
  return reasons.length > 0 ? `Not tried: ${reasons.join('; ')}.` : null;
}

import { countWords, numberWords, photoWords } from '../count-words.ts';
import { percentWords } from '../evaluation/words.ts';
import type { AdviceFigures } from '../training/advice-figures.ts';
import { timeWords } from '../training/advice-words.ts';
import { readingTime } from '../training/compare-networks.ts';
import type { CatalogueCard } from './card.ts';

type OtherCard = Pick<CatalogueCard, 'id' | 'name' | 'multiplyAdds' | 'panel'>;

interface OtherRequest {
  readonly cards: readonly OtherCard[];
  /** Id of the recipe's network. */
  readonly chosen: string;
  /** That a training reads. */
  readonly photos: number;
  /** Milliseconds a photo, from its file to the features, of networks that have been measured here, by their ids. */
  readonly speeds: ReadonlyMap<string, number>;
  /** Null until it was asked for. */
  readonly advice: AdviceFigures | null;
}

/** A network, how often it's right and what it takes a photo: milliseconds, or multiply-adds where none was measured. */
interface Known {
  readonly card: OtherCard;
  readonly accuracy: number;
  readonly cost: number;
}

/**
 * What another network would bring and take, in one sentence: the one that is right most often, or, beside that one, the
 * quickest. By the person's own photos where advice was asked for, else by the panel.
 * @returns null where nothing is known of two networks, or none is either more often right or quicker
 */
export function otherNetworkSentence({ cards, chosen, photos, speeds, advice }: OtherRequest): string | null {
  const tried = new Map(advice?.networks.map((one) => [one.backbone, one]));
  const own = tried.has(chosen) && tried.size > 1;
  const measured = speedsOf(cards, chosen, speeds, tried, photos);
  const known = cards.flatMap((card): Known[] => {
    const accuracy = own ? tried.get(card.id)?.accuracy : card.panel?.accuracy;
    return accuracy === undefined ? [] : [{ card, accuracy, cost: measured?.(card) ?? card.multiplyAdds }];
  });
  const present = known.find(({ card }) => card.id === chosen);
  if (!present) return null;
  const shown = (accuracy: number) => percentWords(accuracy);
  const best = known.reduce((most, one) => (one.accuracy > most.accuracy ? one : most));
  const quickest = known.reduce((least, one) => (one.cost < least.cost ? one : least));
  const better = best.accuracy > present.accuracy && shown(best.accuracy) !== shown(present.accuracy);
  const other = better ? best : quickest;
  if (other === present) return null;

  const time = (one: Known) => timeWords(one.cost);
  const all = `for these ${photoWords(photos)} on this machine`;
  const takes = !measured
    ? workWords(other.card, present.card)
    : time(other) === time(present)
      ? `as quick ${all}`
      : `${time(other)} ${all} instead of ${time(present)}`;
  const judged = tried.get(chosen)?.photos ?? 0;
  const where = own
    ? judged < photos
      ? `of ${countWords(judged)} of them`
      : 'of them'
    : `of the test photos of ${numberWords(other.card.panel?.sets ?? 0)} unlike sets`;
  const instead =
    shown(other.accuracy) === shown(present.accuracy) ? 'as now' : `not ${shown(present.accuracy)}`;
  return `${other.card.name}: ${takes}, and right on ${shown(other.accuracy)} ${where}, ${instead}.`;
}

/** Milliseconds for all photos; null where no network has been measured here. What was not, is as much slower as its work is more. */
function speedsOf(
  cards: readonly OtherCard[],
  chosen: string,
  speeds: OtherRequest['speeds'],
  tried: ReadonlyMap<string, AdviceFigures['networks'][number]>,
  photos: number,
): ((card: OtherCard) => number) | null {
  const speedOf = ({ id }: OtherCard) => {
    const figures = tried.get(id);
    return figures ? readingTime(figures, 1) : speeds.get(id);
  };
  const first = cards.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen)).find(speedOf);
  const reference = first && speedOf(first);
  if (!first || reference === undefined) return null;
  return (card) => photos * (speedOf(card) ?? (reference * card.multiplyAdds) / first.multiplyAdds);
}

/** 'about 27 times the work a photo' */
function workWords(other: OtherCard, present: OtherCard): string {
  const ratio = other.multiplyAdds / present.multiplyAdds;
  return ratio >= 1
    ? `about ${timesWords(ratio)} times the work a photo`
    : `about 1/${timesWords(1 / ratio)} of the work a photo`;
}

const timesWords = (ratio: number): string =>
  String(ratio < 10 ? Math.round(ratio * 10) / 10 : Math.round(ratio));

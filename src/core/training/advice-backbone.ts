import type { CatalogueCard } from '../backbone/card.ts';
import { photoWords } from '../count-words.ts';
import type { AdviceFigures } from './advice-figures.ts';
import { FAMILIAR, FEW, LARGE, LONGEST_READING, QUICK, UNFAMILIAR } from './advice-thresholds.ts';
import { shortNumber, timeWords } from './advice-words.ts';
import { defaultRecipe } from './recipe.ts';

/** What advice wants to know of a backbone. */
export type AdviceCard = Pick<CatalogueCard, 'id' | 'name' | 'multiplyAdds' | 'blocks'>;

export interface BackboneAdvice {
  readonly card: AdviceCard;
  /** Of its forward on this machine, by its multiply-adds. */
  readonly msPerImage: number;
  readonly sentence: string;
}

/** The backbone to train with, and why; null where the measured one isn't among the cards. */
export function backboneFor(figures: AdviceFigures, cards: readonly AdviceCard[]): BackboneAdvice | null {
  const card = (id: string) => cards.find((one) => one.id === id);
  const measured = card(figures.backbone);
  if (!measured) return null;
  const msOf = ({ multiplyAdds }: AdviceCard) => (figures.msPerImage * multiplyAdds) / measured.multiplyAdds;
  const chosen = (choice: AdviceCard, why: string): BackboneAdvice => ({
    card: choice,
    msPerImage: msOf(choice),
    sentence: `${choice.name}: ${why}.`,
  });
  const [quick, large] = [card(QUICK), card(LARGE)];
  const views = isSimple(figures) ? 1 : 1 + defaultRecipe.views;
  const reads = figures.train * views + figures.validation;
  const reading = large ? reads * msOf(large) : 0;
  if (quick && large && reading > LONGEST_READING)
    return chosen(
      quick,
      `to read your ${photoWords(figures.train + figures.validation)}${views > 1 ? ' and their views' : ''}, ${large.name} would take ${timeWords(reading)} on this machine`,
    );
  const { familiarity } = figures;
  if (large && familiarity !== null && familiarity < UNFAMILIAR)
    return chosen(
      large,
      `at a familiarity of ${shortNumber(familiarity)} its larger features are worth the ${timeWords(reading)} that reading takes here`,
    );
  return chosen(
    measured,
    familiarity === null
      ? 'one photo a class is too few to tell whether another would do better'
      : `a familiarity of ${shortNumber(familiarity)} gives no reason for another`,
  );
}

/** Many photos of what the backbone knows: its features are enough, and photos as they are. */
export function isSimple({ familiarity, trainPerClass }: AdviceFigures): boolean {
  return trainPerClass.median >= FEW && familiarity !== null && familiarity >= FAMILIAR;
}

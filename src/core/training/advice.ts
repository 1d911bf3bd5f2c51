import { augments } from '../augmentation/augmentation.ts';
import { presetOf, presets } from '../augmentation/presets.ts';
import { photoWords } from '../count-words.ts';
import { type AdviceCard, type BackboneAdvice, backboneFor } from './advice-backbone.ts';
import type { AdviceFigures, Suggestion } from './advice-figures.ts';
import { learningFor } from './advice-learning.ts';
import { type LearningThresholds, measuredThresholds, UNEVEN } from './advice-thresholds.ts';
import { readSentence } from './read-words.ts';
import { defaultRecipe, type Recipe, solvesHead } from './recipe.ts';

export interface AdviceRequest {
  readonly figures: AdviceFigures;
  /** The present one: suggestions are told as changes of it. */
  readonly recipe: Recipe;
  readonly cards: readonly AdviceCard[];
  readonly thresholds?: LearningThresholds;
}

/**
 * What to train, how deep and how, with the reason for each: one sentence that names the figure it rests on.
 * @returns one suggestion a part, in the order of the page; none where the networks aren't among the cards
 */
export function adviceFor({
  figures,
  recipe,
  cards,
  thresholds = measuredThresholds,
}: AdviceRequest): readonly Suggestion[] {
  const backbone = backboneFor(figures, cards, recipe.backbone);
  if (!backbone) return [];
  return [
    {
      part: 'backbone',
      sentence: backbone.sentence,
      change: recipe.backbone === backbone.card.id ? null : { backbone: backbone.card.id },
    },
    ...readFor(backbone, recipe),
    learningFor(figures, recipe, backbone, thresholds),
    headFor(recipe),
    augmentationFor(figures, recipe, thresholds),
    ...weightsFor(figures, recipe),
  ];
}

/** The recipe with all suggestions taken. */
export function suggestedRecipe(recipe: Recipe, suggestions: readonly Suggestion[]): Recipe {
  let taken = recipe;
  for (const { change } of suggestions) taken = { ...taken, ...change };
  return taken;
}

/** Whether figures say something of a recipe: its network was tried, or left out for a reason. */
export function adviceHolds({ figures, recipe }: Pick<AdviceRequest, 'figures' | 'recipe'>): boolean {
  const { networks, leftOut } = figures;
  return (
    networks.length === 0 || [...networks, ...leftOut].some(({ backbone }) => backbone === recipe.backbone)
  );
}

/** All photos find out once more, and may find another depth: nothing needs to be set. */
function readFor({ card, figures }: BackboneAdvice, recipe: Recipe): readonly Suggestion[] {
  if (!figures || card.depths.length < 2) return [];
  const same = recipe.read === null || recipe.read.join() === figures.read.join();
  return [
    {
      part: 'read',
      sentence: readSentence(card, figures.read, 'by photos'),
      change: same ? null : { read: null },
    },
  ];
}

function headFor(recipe: Recipe): Suggestion {
  const { optimizer, head } = defaultRecipe;
  return {
    part: 'head',
    sentence:
      'Linear and solved: on frozen features it has one best answer, which no rate, number of epochs or luck decides.',
    change: solvesHead(recipe) ? null : { optimizer, head },
  };
}

/** Which way of varying fits is the person's to know: where it's suggested, any that is on stays. */
function augmentationFor(
  { perClass }: AdviceFigures,
  recipe: Recipe,
  { augmenting }: LearningThresholds,
): Suggestion {
  const part = 'augmentation';
  const each = `${photoWords(perClass.median)} a class`;
  const augmented = augments(recipe.augmentation) && recipe.views > 0;
  if (augmenting === null || perClass.median < augmenting)
    return {
      part,
      sentence: `No augmentation: ${
        augmenting === null
          ? 'on seven unlike sets of photos varied copies were not more often right with few photos'
          : `on unlike sets of photos varied copies were more often right from ${augmenting} photos a class on, and you have ${each}`
      }.`,
      change: augmented ? { augmentation: presets.none } : null,
    };
  const own = augmented && presetOf(recipe.augmentation) !== 'light';
  const views = augmented ? recipe.views : defaultRecipe.views;
  const what = own ? 'Augmentation as you chose it' : 'Light augmentation';
  return {
    part,
    sentence: `${what}, ${views} view${views === 1 ? '' : 's'} a photo: ${each} go further with varied copies; whether they may be mirrored only you can know, and for letters, digits and road signs there is “Text and signs”.`,
    change: augmented ? null : { augmentation: presets.light, views },
  };
}

/** Only the person knows in which shares new photos will come. Nothing is said of classes that are about as large. */
function weightsFor(
  { perClass: { smallest, largest } }: AdviceFigures,
  recipe: Recipe,
): readonly Suggestion[] {
  if (largest <= UNEVEN * smallest) return [];
  const sizes = `your largest class has ${photoWords(largest)} and your smallest ${smallest}`;
  const sentence =
    recipe.classWeights === 'balanced'
      ? `Balanced, as you chose: ${sizes}, and where a photo could be either, the head counts them as alike, which is right where new photos come in equal shares.`
      : `Not balanced: ${sizes}, and where a photo could be either, the head says the larger, which is right where new photos come in these shares; balance them if they will come in equal ones.`;
  return [{ part: 'weights', sentence, change: null }];
}

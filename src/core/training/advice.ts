import { augments } from '../augmentation/augmentation.ts';
import { presetOf, presets } from '../augmentation/presets.ts';
import { photoWords } from '../count-words.ts';
import { type AdviceCard, type BackboneAdvice, backboneFor, isSimple } from './advice-backbone.ts';
import type { AdviceFigures, Suggestion } from './advice-figures.ts';
import { BACKWARD, FEW, LONGEST_LEARNING, UNEVEN } from './advice-thresholds.ts';
import { shortNumber, timeWords } from './advice-words.ts';
import { fineTuningSchedule, stagesFor } from './plan-stages.ts';
import { defaultRecipe, type FineTuningStage, type Recipe, solvesHead } from './recipe.ts';

export interface AdviceRequest {
  readonly figures: AdviceFigures;
  /** The present one: suggestions are told as changes of it. */
  readonly recipe: Recipe;
  readonly cards: readonly AdviceCard[];
  /** What the rate finder suggests for these photos, where it has looked. */
  readonly foundRate: number | null;
}

/**
 * What to train, how deep and how, with the reason for each: one sentence that names the figure it rests on.
 * @returns one suggestion a part, in the order of the page; none where the measured backbone isn't among the cards
 */
export function adviceFor({ figures, recipe, cards, foundRate }: AdviceRequest): readonly Suggestion[] {
  const backbone = backboneFor(figures, cards);
  if (!backbone) return [];
  const learning = learningFor(figures, backbone);
  const weights = weightsFor(figures, recipe);
  // A rate was found for the present backbone and weights.
  const foundHolds = recipe.backbone === backbone.card.id && weights.every(({ change }) => change === null);
  return [
    {
      part: 'backbone',
      sentence: backbone.sentence,
      change: recipe.backbone === backbone.card.id ? null : { backbone: backbone.card.id },
    },
    {
      part: 'learning',
      sentence: learning.sentence,
      change: sameStages(recipe.fineTuning.stages, learning.stages)
        ? null
        : {
            fineTuning: { ...recipe.fineTuning, stages: learning.stages },
            ...(learning.stages.length > 0 &&
              recipe.schedule.kind === 'constant' && { schedule: fineTuningSchedule }),
          },
    },
    augmentationFor(figures, recipe),
    rateFor(recipe, foundHolds ? foundRate : null),
    ...weights,
  ];
}

/** The recipe with all suggestions taken. */
export function suggestedRecipe(recipe: Recipe, suggestions: readonly Suggestion[]): Recipe {
  let taken = recipe;
  for (const { change } of suggestions) taken = { ...taken, ...change };
  return taken;
}

/** Whether figures say something of a recipe: it has the backbone that they were measured with, or that they suggest. */
export function adviceHolds({ figures, recipe, cards }: Omit<AdviceRequest, 'foundRate'>): boolean {
  return recipe.backbone === figures.backbone || recipe.backbone === backboneFor(figures, cards)?.card.id;
}

function learningFor(
  figures: AdviceFigures,
  { card, msPerImage }: BackboneAdvice,
): { readonly stages: readonly FineTuningStage[]; readonly sentence: string } {
  const each = `${photoWords(figures.trainPerClass.median)} a class`;
  const familiar = shortNumber(figures.familiarity ?? 0);
  const blocks = card.blocks.length;
  if (isSimple(figures))
    return {
      stages: stagesFor('head', blocks),
      sentence: `Head only: with a familiarity of ${familiar} and ${each}, the features are good as they are.`,
    };
  if (figures.trainPerClass.median < FEW)
    return {
      stages: stagesFor('head', blocks),
      sentence: `Head only: ${each} are too few to teach the backbone, which did worse on other photos when it tried.`,
    };
  const gradual = stagesFor('gradually', blocks);
  const epochs = gradual.reduce((sum, stage) => sum + stage.epochs, 0);
  const longest = figures.train * epochs * msPerImage * BACKWARD;
  if (longest > LONGEST_LEARNING)
    return {
      stages: stagesFor('last-block', blocks),
      sentence: `Last block: ${each} are enough to change more, but that could take up to ${timeWords(longest)} on this machine.`,
    };
  return {
    stages: gradual,
    sentence: `Gradually: with a familiarity of ${familiar} the backbone has something to learn, and ${each} are enough to teach it.`,
  };
}

/** Which way of varying fits is the person's to know: any that is on stays. */
function augmentationFor(figures: AdviceFigures, recipe: Recipe): Suggestion {
  const each = `${photoWords(figures.trainPerClass.median)} a class`;
  const augmented = augments(recipe.augmentation) && recipe.views > 0;
  if (isSimple(figures))
    return {
      part: 'augmentation',
      sentence: `No augmentation: ${each} of what the backbone knows gain nothing from varied copies.`,
      change: augmented ? { augmentation: presets.none } : null,
    };
  const own = augmented && presetOf(recipe.augmentation) !== 'light';
  const views = augmented ? recipe.views : defaultRecipe.views;
  const what = own ? 'Augmentation as you chose it' : 'Light augmentation';
  return {
    part: 'augmentation',
    sentence: `${what}, ${views} view${views === 1 ? '' : 's'} a photo: ${each} go further with varied copies; whether they may be mirrored only you can know, and for letters, digits and road signs there is “Text and signs”.`,
    change: augmented ? null : { augmentation: presets.light, views },
  };
}

function rateFor(recipe: Recipe, foundRate: number | null): Suggestion {
  if (foundRate !== null && !solvesHead(recipe))
    return {
      part: 'rates',
      sentence: `A learning rate of ${shortNumber(foundRate)}: the finder has seen the loss fall well there, on your photos.`,
      change: recipe.learningRate === foundRate ? null : { learningRate: foundRate },
    };
  const { optimizer, learningRate, weightDecay } = defaultRecipe;
  const same =
    recipe.optimizer === optimizer &&
    recipe.learningRate === learningRate &&
    recipe.weightDecay === weightDecay;
  return {
    part: 'rates',
    sentence: solvesHead({ ...recipe, optimizer })
      ? 'The head solved to convergence, with no rate to choose: on other photos that was right more often than any rate.'
      : `AdamW at ${shortNumber(learningRate)} with a weight decay of ${weightDecay}: the default did well on other photos, and Find can look for a rate on yours.`,
    change: same ? null : { optimizer, learningRate, weightDecay },
  };
}

/** Nothing is said of classes that are about as large. */
function weightsFor({ trainPerClass }: AdviceFigures, recipe: Recipe): readonly Suggestion[] {
  const { smallest, largest } = trainPerClass;
  if (largest <= UNEVEN * smallest) return [];
  return [
    {
      part: 'weights',
      sentence: `Balance classes: your largest class has ${photoWords(largest)} and your smallest ${smallest}, and would otherwise be preferred.`,
      change: recipe.classWeights === 'balanced' ? null : { classWeights: 'balanced' },
    },
  ];
}

function sameStages(one: readonly FineTuningStage[], other: readonly FineTuningStage[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ blocks, epochs, learningRate }, i) => {
      const theirs = other[i];
      return theirs?.blocks === blocks && theirs.epochs === epochs && theirs.learningRate === learningRate;
    })
  );
}

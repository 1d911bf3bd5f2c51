import { photoWords } from '../count-words.ts';
import type { BackboneAdvice } from './advice-backbone.ts';
import type { AdviceFigures, Suggestion } from './advice-figures.ts';
import { BACKWARD, type LearningThresholds, LONGEST_LEARNING } from './advice-thresholds.ts';
import { timeWords } from './advice-words.ts';
import { fineTuningSchedule, stagesFor } from './plan-stages.ts';
import type { FineTuningStage, Recipe } from './recipe.ts';

/** Whether blocks of the network learn too. */
export function learningFor(
  figures: AdviceFigures,
  recipe: Recipe,
  backbone: BackboneAdvice,
  { unfreezing }: LearningThresholds,
): Suggestion {
  const { stages, sentence } = planFor(figures, backbone, unfreezing);
  return {
    part: 'learning',
    sentence,
    change: sameStages(recipe.fineTuning.stages, stages)
      ? null
      : {
          fineTuning: { ...recipe.fineTuning, stages },
          ...(stages.length > 0 && recipe.schedule.kind === 'constant' && { schedule: fineTuningSchedule }),
        },
  };
}

function planFor(
  { perClass, photos }: AdviceFigures,
  { card, figures }: BackboneAdvice,
  unfreezing: number | null,
): { readonly stages: readonly FineTuningStage[]; readonly sentence: string } {
  const each = `${photoWords(perClass.median)} a class`;
  const blocks = card.blocks.length;
  if (unfreezing === null || perClass.median < unfreezing)
    return {
      stages: stagesFor('head', blocks),
      sentence: `Head only: ${
        unfreezing === null
          ? 'on seven unlike sets of photos fine-tuning was not more often right with few photos'
          : `on unlike sets of photos fine-tuning was more often right from ${unfreezing} photos a class on, and you have ${each}`
      }.`,
    };
  const gradual = stagesFor('gradually', blocks);
  const epochs = gradual.reduce((sum, stage) => sum + stage.epochs, 0);
  const longest = photos * epochs * (figures?.msPerImage ?? 0) * BACKWARD;
  if (longest > LONGEST_LEARNING)
    return {
      stages: stagesFor('last-block', blocks),
      sentence: `Last block: ${each} are enough to change more, but that could take up to ${timeWords(longest)} on this machine.`,
    };
  return {
    stages: gradual,
    sentence: `Gradually: ${each} are enough for the last blocks of ${card.name} to learn from.`,
  };
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

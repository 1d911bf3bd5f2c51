import type { CatalogueCard } from '../../core/backbone/card.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { correctCount, intervalWords, percentWords } from '../../core/evaluation/words.ts';
import type { HeadRecipe, Recipe } from '../../core/training/recipe.ts';
import type { Run, RunTiming } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';

/** 'linear head', '128 hidden units'. */
export function headWords(head: HeadRecipe): string {
  return head.kind === 'linear' ? 'linear head' : `${head.units} hidden units`;
}

/** 'MobileNetV3, linear head', 'MobileNetV3, linear head, 3 stages of fine-tuning'. */
export function recipeWords(
  { backbone, head, fineTuning }: Recipe,
  cards: readonly Pick<CatalogueCard, 'id' | 'name'>[],
): string {
  const name = cards.find((card) => card.id === backbone)?.name ?? backbone;
  const stages = fineTuning.stages.length;
  const tuned = stages === 0 ? '' : `, ${stages} ${stages === 1 ? 'stage' : 'stages'} of fine-tuning`;
  return `${name}, ${headWords(head)}${tuned}`;
}

/** Milliseconds of a whole training. */
export function trainingTime({ extraction, head, boundary, fineTuning }: RunTiming): number {
  return extraction + head + boundary + fineTuning;
}

/** '96 % (93 to 98 %)', or what there is to say without validation photos. */
export function scoreWords(evaluation: Evaluation | null): string {
  const total = evaluation?.predictions.length ?? 0;
  if (evaluation === null || total === 0) return 'not validated';
  const correct = correctCount(evaluation);
  return `${percentWords(correct / total)} (${intervalWords(correct, total)})`;
}

/** What a run is called: the person's name for it, else 'Run 3'. */
export function runName(runs: readonly Run[], id: string): string {
  const run = runs.find((candidate) => candidate.id === id);
  return run ? nameOfRun(run) : 'A run that is gone';
}

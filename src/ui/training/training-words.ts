import type { CatalogueCard } from '../../core/backbone/card.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { intervalWords, percentWords } from '../../core/evaluation/words.ts';
import { type HeadRecipe, type Recipe, solvesHead, totalEpochs } from '../../core/training/recipe.ts';
import type { EpochMetrics, Run, RunTiming } from '../../core/training/run.ts';
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
export function trainingTime({ extraction, choosing, head, boundary, fineTuning }: RunTiming): number {
  return extraction + choosing + head + boundary + fineTuning;
}

/** '96 % (93 to 98 %)', or what there is to say where no photos were judged. */
export function scoreWords(judged: EvaluationSummary | null): string {
  if (judged === null || judged.total === 0) return 'not judged';
  const { correct, total } = judged;
  return `${percentWords(correct / total)} (${intervalWords(correct, total)})`;
}

/** What a run is called: the person's name for it, else 'Run 3'. */
export function runName(runs: readonly Run[], id: string): string {
  const run = runs.find((candidate) => candidate.id === id);
  return run ? nameOfRun(run) : 'A run that is gone';
}

/** What one step of the curves is: a head that is solved has no epochs. */
export const stepWord = (recipe: Recipe): 'Iteration' | 'Epoch' =>
  solvesHead(recipe) && recipe.fineTuning.stages.length === 0 ? 'Iteration' : 'Epoch';

/** How far the axis goes while a head is solved: nobody knows how many iterations it takes. */
const ITERATIONS = 20;

/** The right end of the curves of a training under way. */
export function epochsShown(recipe: Recipe, history: readonly EpochMetrics[]): number {
  if (!solvesHead(recipe)) return totalEpochs(recipe);
  const solved = history.filter(({ phase }) => phase === 0).length;
  const ahead = recipe.fineTuning.stages.length > 0 ? 0 : ITERATIONS;
  return totalEpochs(recipe) + Math.max(ahead, Math.ceil((solved + 1) / ITERATIONS) * ITERATIONS);
}

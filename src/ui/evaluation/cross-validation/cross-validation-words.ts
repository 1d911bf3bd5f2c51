import { countWords } from '../../../core/count-words.ts';
import type { ClassLabel, Sample } from '../../../core/dataset/dataset.ts';
import type { CrossValidation, CrossValidationFigures } from '../../../core/evaluation/cross-validation.ts';
import { separablePictures } from '../../../core/evaluation/folds.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson.ts';
import { intervalWords, percentNumber, percentWords } from '../../../core/evaluation/words.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import type { Run } from '../../../core/training/run.ts';
import { sameHeadTraining } from '../../../core/training/sweep-trials.ts';
import { splitPhotos } from '../metrics/metric-words.ts';

/** 'On average 93.1 % right: 90 to 96 % in the 5 parts, with a standard deviation of 2.1 points.' */
export function meanWords(
  { mean, lowest, highest, deviation }: CrossValidationFigures,
  { models, repeats }: CrossValidation,
): string {
  const parts = `the ${countWords(models.length)} parts${repeats > 1 ? ` of ${repeats} repeats` : ''}`;
  return `On average ${percentWords(mean, 1)} right: ${percentNumber(lowest)} to ${percentWords(highest)} in ${parts}, with a standard deviation of ${(deviation * 100).toFixed(1)} points.`;
}

/**
 * How a run's result looks beside the mean: by chance, or by its choice of photos.
 * @param folds of the run
 */
export function comparisonWords(
  { mean }: CrossValidationFigures,
  correct: number,
  total: number,
  folds: Run['folds'],
): string {
  const { low, high } = wilsonInterval(correct, total);
  const result = `This run had ${percentWords(correct / total, 1)} of its ${splitPhotos('validation', folds, total)} right`;
  const range = intervalWords(correct, total);
  if (mean >= low && mean <= high)
    return `${result}. That fits: on so many photos ${percentWords(mean, 1)} can come out as anything from ${range}.`;
  if (folds !== null)
    return `${result}: on the photos as they are now, the present recipe does ${mean < low ? 'worse' : 'better'}.`;
  return mean < low
    ? `${result}. Its validation photos were easy ones: expect ${percentWords(mean, 1)} of new photos rather than ${range}.`
    : `${result}. Its validation photos were hard ones: expect ${percentWords(mean, 1)} of new photos rather than ${range}.`;
}

/** What a person should know of how the recipe is cross-validated. */
export function recipeNotes(recipe: Recipe, ofRun: Recipe): readonly string[] {
  const notes: string[] = [];
  if (!sameHeadTraining(recipe, ofRun))
    notes.push('The present recipe is not that of this run: what is cross-validated is the present one.');
  if (recipe.fineTuning.stages.length > 0)
    notes.push('Only the head is trained here. Stages of fine-tuning are left out: they would take minutes.');
  if (recipe.patience > 0 || recipe.schedule.kind === 'plateau')
    notes.push(
      'The recipe watches the validation loss: in each training one more part is set aside for that, so that no part decides when its own model stops.',
    );
  return notes;
}

/** Which classes are too small for so many parts; null where none is. */
export function smallClassWords(
  classes: readonly ClassLabel[],
  samples: readonly Sample[],
  folds: number,
): string | null {
  const indexOf = new Map(classes.map(({ id }, i) => [id, i]));
  const pictures = separablePictures(
    samples
      .filter(({ excluded, split }) => !excluded && split !== 'test')
      .map(({ classId, hash, group }) => ({ label: indexOf.get(classId) ?? -1, hash, group })),
  );
  const named = (wanted: (count: number) => boolean) =>
    classes.filter((_, i) => wanted(pictures.get(i) ?? 0)).map(({ name }) => `“${name}”`);
  const alone = named((count) => count === 1);
  const few = named((count) => count > 1 && count < folds);
  const words = [
    alone.length > 0 &&
      `${listWords(alone)}: one picture or one set of near-duplicates only, so it is learned from and never judged.`,
    few.length > 0 && `${listWords(few)}: fewer pictures than parts, so some parts judge none of them.`,
  ];
  return words.filter((sentence) => sentence !== false).join(' ') || null;
}

function listWords(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** 'About 12 of 480 labels are probably wrong.' */
export function wrongLabelWords(estimate: number, total: number): string {
  const count = Math.round(estimate);
  if (count === 0) return `Probably none of the ${countWords(total)} labels is wrong.`;
  return `About ${countWords(count)} of ${countWords(total)} labels ${count === 1 ? 'is' : 'are'} probably wrong.`;
}

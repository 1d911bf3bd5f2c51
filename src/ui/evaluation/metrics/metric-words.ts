import { countWords } from '../../../core/count-words.ts';
import type { Split } from '../../../core/dataset/dataset.ts';
import type { ClassReport, MeanScore } from '../../../core/evaluation/class-metrics.ts';
import { intervalWords, percentWords } from '../../../core/evaluation/words.ts';
import type { Run } from '../../../core/training/run.ts';

const splitNames: Record<Split, string> = { train: 'training', validation: 'validation', test: 'test' };

/**
 * 'training photos', '1 test photo', '245 photos left out in turn': what a figure is about.
 * @param folds of the run; those who judged in folds hold no validation photos out
 */
export function splitPhotos(split: Split, folds: Run['folds'], count?: number): string {
  const many = count === 1 ? '' : 's';
  const photos =
    split === 'validation' && folds !== null
      ? `photo${many} left out in turn`
      : `${splitNames[split]} photo${many}`;
  return count === undefined ? photos : `${countWords(count)} ${photos}`;
}

/** 'One photo more or less is 0.4 points': what a single photo does to an accuracy of `total` photos, one at least. */
export function onePhotoWords(total: number): string {
  const points = 100 / total;
  const digits = points >= 10 || Number.isInteger(points) ? 0 : points >= 0.95 ? 1 : 2;
  const rounded = Number(points.toFixed(digits));
  if (rounded === 0) return 'One photo more or less is less than 0.01 points';
  return `One photo more or less is ${rounded} point${rounded === 1 ? '' : 's'}`;
}

/** '83 %, 10 of 12 (55 to 95 %)': a share, and its 95 % interval in brackets. */
export function shareWords(correct: number, total: number): string {
  return `${percentWords(correct / total)}, ${countWords(correct)} of ${countWords(total)} (${intervalWords(correct, total)})`;
}

type Mean = keyof ClassReport['macro'];

const meanNames: readonly (readonly [Mean, string])[] = [
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['f1', 'F1'],
];

/**
 * Says what counted as 0 in the macro mean although it is undefined, or null where nothing did:
 * 'Undefined, and 0 in the macro mean, as scikit-learn counts it: precision of 2 classes'.
 */
export function undefinedWords(macro: ClassReport['macro']): string | null {
  const parts = meanNames.flatMap(([key, name]) => {
    const mean: MeanScore | null = macro[key];
    const count = mean?.undefinedAsZero ?? 0;
    return count === 0 ? [] : [`${name} of ${count} class${count === 1 ? '' : 'es'}`];
  });
  return parts.length === 0
    ? null
    : `Undefined, and 0 in the macro mean, as scikit-learn counts it: ${parts.join(', ')}`;
}

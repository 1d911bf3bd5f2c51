import { countWords } from '../../../core/count-words.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson.ts';
import { intervalWords, percentWords } from '../../../core/evaluation/words.ts';
import type { SweepAxis, Trial } from '../../../core/training/sweep.ts';
import { diverged } from '../../../core/training/sweep-trials.ts';
import { axisNames, valueWords } from './sweep-axes.ts';

/** How many of the validation photos a trial got right. */
export const correctOf = ({ accuracy }: Trial, photos: number): number => Math.round(accuracy * photos);

/** 'learning rate 0.01, dropout 0.2'. */
export function placeWords(axes: readonly SweepAxis[], values: readonly number[]): string {
  return axes.map(({ key }, i) => `${axisNames[key].toLowerCase()} ${valueWords(values[i] ?? 0)}`).join(', ');
}

/** '143 of 153 validation photos right: 93 % (88 to 96 %)'. */
export function resultWords(trial: Trial, photos: number): string {
  if (diverged(trial)) return 'the loss grew without bound';
  const correct = correctOf(trial, photos);
  return `${countWords(correct)} of ${countWords(photos)} validation photos right: ${percentWords(trial.accuracy, 1)} (${intervalWords(correct, photos)})`;
}

/** How many of the others may be just as good as the best: their share lies within its interval. */
export function chanceWords(best: Trial, trials: readonly Trial[], photos: number): string | null {
  const { low } = wilsonInterval(correctOf(best, photos), photos);
  const others = trials.filter((trial) => trial !== best && !diverged(trial));
  const near = others.filter(({ accuracy }) => accuracy >= low).length;
  if (near === 0) return null;
  const of =
    near === others.length
      ? near === 1
        ? 'The other one lies'
        : `All ${near} others lie`
      : `${near} of the ${others.length} others ${near === 1 ? 'lies' : 'lie'}`;
  return `${of} within the best one’s interval: between ${near === 1 ? 'these two' : 'those'} chance may have decided.`;
}

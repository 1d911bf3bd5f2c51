import { photoWords } from '../../../core/count-words.ts';
import type { Split } from '../../../core/dataset/dataset.ts';
import type { ReliabilityBin } from '../../../core/evaluation/calibration.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import type { Run } from '../../../core/training/run.ts';

/** 'Said 93 % on average, was right 88 % of the time: 41 photos'. */
export function binWords({ confidence, accuracy, count }: ReliabilityBin): string {
  return `Said ${percentWords(confidence)} on average, was right ${percentWords(accuracy)} of the time: ${photoWords(count)}`;
}

/**
 * '21 points off: less sure than it should be'. Without a full stop.
 * @param error expected calibration error, a share
 * @param sure how sure it says it is, on average
 * @param right how often it is right
 */
export function offWords(error: number, sure: number, right: number): string {
  const points = (error * 100).toFixed(error < 0.1 ? 1 : 0);
  const off = `${points} points off on average`;
  if (error < 0.02) return `${off}: about as sure as it should be`;
  // Bins may lie to both sides of what is right; a lean needs most of the error.
  const lean = sure - right;
  if (Math.abs(lean) < error / 2) return `${off}, some answers to each side`;
  return lean > 0 ? `${off}: surer than it should be` : `${off}: less sure than it should be`;
}

/** '−73', '4.2': a score, with digits where they tell something. */
export function scoreWords(score: number): string {
  return score.toFixed(Math.abs(score) < 10 ? 1 : 0).replace('-', '−');
}

/** What the temperature is, and what this run's does. */
export function temperatureWords({
  temperature,
  validation,
}: Pick<Run, 'temperature' | 'validation'>): string {
  if (temperature === 1)
    return validation === null
      ? 'This run has no temperature: there were no photos left to fit it on.'
      : 'This run’s temperature is 1: its answers are told as they are.';
  const does = temperature < 1 ? 'under 1 it makes answers surer' : 'over 1 it makes answers more cautious';
  return `The temperature divides the logits before they become probabilities; ${does}. This run’s is ${temperature.toFixed(2)}, fitted after training on photos that its models had not learned from. Which class comes first stays the same.`;
}

/** How far to trust these figures on a split. */
export function honestyWords({ temperature, test }: Pick<Run, 'temperature' | 'test'>, split: Split): string {
  switch (split) {
    case 'train':
      return 'The run was trained on these photos: it is righter here than on new ones, so this says little about how sure it should be.';
    case 'validation':
      return temperature === 1
        ? 'These photos were not trained on.'
        : `The temperature was fitted on these very photos, so this is a little too good. ${test === null ? 'Open the test set for' : 'Choose Test above for'} an honest figure.`;
    case 'test':
      return 'Neither the training nor the temperature knew these photos.';
  }
}
